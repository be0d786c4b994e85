import { test } from '../support/fixtures.ts';
import { judgeCases } from '../verdicts/judge-cases.ts';
import { BLOCKED_CASES } from '../verdicts/policy-cases.ts';

test.use({ alongside: ['blocks-sockets'] });

judgeCases(BLOCKED_CASES);
