import { type Decoder, type Exchange, MAX_SUMMARY } from '../decoder.ts';
import { decodeBy } from './envelope.ts';
import { decoder as json } from '../formats/json.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import { fieldOf, idOf, textOf } from '../values/value-access.ts';
import type { Value } from '../values/value.ts';

/** Messages of a batch that are described. */
const MAX_BATCH = 100;

/** JSON-RPC 2.0, batches too. */
export const decoder: Decoder = {
  decode(payload, context) {
    return decodeBy(json, payload, context, (value) => {
      const messages = value.kind === 'array' ? value.items.slice(0, MAX_BATCH) : [value];
      const described = messages.flatMap((message) => describe(message) ?? []);
      if (described.length === 0 || described.length < messages.length) return null;
      return {
        summary: shorten(described.map(({ summary }) => summary).join('; '), MAX_SUMMARY),
        exchanges: described.map(({ exchange }) => exchange),
        likelihood: 1,
      };
    });
  },
};

function describe(message: Value): { readonly summary: string; readonly exchange: Exchange } | null {
  if (textOf(fieldOf(message, 'jsonrpc')) !== '2.0') return null;
  const id = idOf(fieldOf(message, 'id'));
  const method = textOf(fieldOf(message, 'method'));
  const params = fieldOf(message, 'params');
  if (method !== undefined) {
    const summary = `${method}${params ? ` → ${summaryOf(params)}` : ''}`;
    return {
      summary,
      exchange: id === undefined ? { role: 'event', name: method } : { role: 'request', id, name: method },
    };
  }
  const error = fieldOf(message, 'error');
  const result = fieldOf(message, 'result');
  const said = error ?? result;
  if (!said) return null;
  const summary = `${error ? 'error' : 'result'}${id === undefined ? '' : ` ${id}`} → ${summaryOf(said)}`;
  return {
    summary,
    exchange: id === undefined ? { role: 'event' } : { role: 'reply', id, ...(error && { isError: true }) },
  };
}
