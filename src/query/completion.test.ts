import { describe, expect, it } from 'vitest';
import { type Suggestible, suggestionsAt } from './completion.ts';

const SESSION: Suggestible = {
  connections: [
    { id: 1, url: 'ws://localhost:9999/lobby' },
    { id: 2, url: 'ws://localhost:9999/game (2)' },
  ],
  decoders: [{ id: 'json', name: 'JSON' }],
  fields: () => ['op', 'players[*].id'],
  saved: [{ name: 'joins', text: 'json.op == "join"' }],
  recent: ['dir:in hello'],
};

/** The texts that would come of a query with the caret at `|`. */
function completed(marked: string): string[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return suggestionsAt(text, caret, SESSION).map(
    ({ insert, from, to }) => text.slice(0, from) + insert + text.slice(to),
  );
}

describe('completion', () => {
  it('suggests keys, and their values', () => {
    expect(completed('x di|')).toEqual(['x dir:']);
    expect(completed('dir:|')).toEqual(['dir:in ', 'dir:out ']);
    expect(completed('a -(dir:o|)')).toEqual(['a -(dir:out )']);
    expect(completed('a -ty|')).toEqual(['a -type:']);
    expect(completed('opcode:p|')).toEqual(['opcode:ping ', 'opcode:pong ']);
    expect(completed('dir:i|n x')).toEqual([]);
  });

  it('suggests connections, in quotes where it has to be', () => {
    expect(completed('connection:LOB|')).toEqual(['connection:ws://localhost:9999/lobby ']);
    expect(completed('connection:"game|')).toEqual(['connection:"ws://localhost:9999/game (2)" ']);
    expect(completed('connection:2|')).toEqual(['connection:"ws://localhost:9999/game (2)" ']);
  });

  it('suggests decoders, and fields that were seen', () => {
    expect(completed('js|')).toContain('json.');
    expect(completed('json.|')).toEqual(['json.op ', 'json.players[*].id ']);
    expect(completed('a $.pl|')).toEqual(['a $.players[*].id ']);
  });

  it('suggests what was saved and asked before in place of all', () => {
    expect(completed('|').slice(0, 2)).toEqual(['json.op == "join"', 'dir:in hello']);
    expect(completed('joi|')).toEqual(['json.op == "join"']);
    expect(completed('x joi|')).toEqual([]);
  });

  it('lets a quoted text be, and knows the words between terms', () => {
    expect(completed('"di|')).toEqual([]);
    expect(completed('a o|')).toEqual(['a opcode:', 'a or ']);
  });
});
