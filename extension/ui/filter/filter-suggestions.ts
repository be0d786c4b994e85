import { DECODERS } from '../../../src/decoders/registry.ts';
import { type Suggestion, suggestionsAt } from '../../../src/query/completion.ts';
import type { Session } from '../../../src/session/session.ts';
import { askedQueries, savedQueries } from './query-memory.ts';
import { seenFields } from './seen-fields.ts';

/** What may be written at the caret of a query on a session. */
export function suggestionsFor(session: Session, text: string, caret: number): readonly Suggestion[] {
  return suggestionsAt(text, caret, {
    connections: session.connections.map(({ id, evidence }) => ({ id, url: evidence.url ?? '' })),
    decoders: DECODERS,
    fields: () => seenFields(session.frames),
    saved: savedQueries.value,
    recent: askedQueries.value,
  });
}
