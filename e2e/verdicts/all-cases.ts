import { CLOSING_CASES } from './closing-cases.ts';
import { NETWORK_CASES } from './network-cases.ts';
import { PAGE_CASES } from './page-cases.ts';
import { BLOCKED_CASES, POLICY_CASES } from './policy-cases.ts';
import { RESPONSE_CASES } from './response-cases.ts';
import { SUBPROTOCOL_CASES } from './subprotocol-cases.ts';
import type { VerdictCase } from './verdict-case.ts';

/** All ways in which a verdict comes about in the end-to-end tests. */
export const ALL_CASES: readonly VerdictCase[] = [
  ...SUBPROTOCOL_CASES,
  ...RESPONSE_CASES,
  ...NETWORK_CASES,
  ...POLICY_CASES,
  ...BLOCKED_CASES,
  ...PAGE_CASES,
  ...CLOSING_CASES,
];
