import type { ClauseGroup } from './clause.ts';
import { closeClauses } from './close-clauses.ts';
import { constructorClauses } from './constructor-clauses.ts';
import { errorClauses } from './error-clauses.ts';
import { eventClauses } from './event-clauses.ts';
import { interfaceClauses } from './interface-clauses.ts';
import { realmClauses } from './realm-clauses.ts';
import { sendClauses } from './send-clauses.ts';
import { subclassClauses } from './subclass-clauses.ts';
import { tamperingClauses } from './tampering-clauses.ts';
import { wrappingClauses } from './wrapping-clauses.ts';

/** All that is compared; each group runs in one page, apart from what would spoil it. */
export const clauseGroups: readonly ClauseGroup[] = [
  { name: 'interface', clauses: interfaceClauses },
  { name: 'constructor', clauses: constructorClauses },
  { name: 'subclasses', clauses: subclassClauses },
  { name: 'send', clauses: sendClauses },
  { name: 'close', clauses: closeClauses },
  { name: 'events', clauses: eventClauses },
  { name: 'errors', clauses: errorClauses },
  { name: 'realms', clauses: realmClauses },
  { name: 'tampering', clauses: tamperingClauses },
  { name: 'wrapping', clauses: wrappingClauses },
];
