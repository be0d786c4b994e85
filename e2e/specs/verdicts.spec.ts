import { CLOSING_CASES } from '../verdicts/closing-cases.ts';
import { judgeCases } from '../verdicts/judge-cases.ts';
import { NETWORK_CASES } from '../verdicts/network-cases.ts';
import { PAGE_CASES } from '../verdicts/page-cases.ts';
import { POLICY_CASES } from '../verdicts/policy-cases.ts';
import { RESPONSE_CASES } from '../verdicts/response-cases.ts';
import { SUBPROTOCOL_CASES } from '../verdicts/subprotocol-cases.ts';

judgeCases(SUBPROTOCOL_CASES);
judgeCases(RESPONSE_CASES);
judgeCases(NETWORK_CASES);
judgeCases(POLICY_CASES);
judgeCases(PAGE_CASES);
judgeCases(CLOSING_CASES);
