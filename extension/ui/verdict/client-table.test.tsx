// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { ClientVerdict } from '../../../src/diagnosis/clients/judge-clients.ts';
import { ClientTable } from './client-table.tsx';

afterEach(cleanup);

const CLIENTS: readonly ClientVerdict[] = [
  {
    client: 'a',
    name: 'Client A',
    connects: true,
    cause: null,
    reason: 'Offers `binary`: fine.',
    source: null,
  },
  {
    client: 'b',
    name: 'Client B',
    connects: false,
    cause: 'subprotocol-omitted',
    reason: 'Offers `<b>x</b>`: no.',
    source: 'RFC 6455',
  },
  { client: 'c', name: 'Client C', connects: null, cause: null, reason: 'Not known.', source: null },
];

test('a row says by a word whether its client connects, and why', () => {
  render(<ClientTable clients={CLIENTS} />);
  const table = screen.getByRole('table', { name: 'Which clients can talk to this server?' });
  expect(within(table).getAllByRole('row')).toHaveLength(4);
  const words = CLIENTS.map(({ name }) => {
    const row = within(table).getByRole('rowheader', { name }).closest('tr');
    return [...(row?.cells ?? [])].map(({ textContent }) => textContent.trim());
  });
  expect(words).toEqual([
    ['Client A', 'yes', 'Offers binary: fine.'],
    ['Client B', 'no', 'Offers <b>x</b>: no.'],
    ['Client C', 'not known', 'Not known.'],
  ]);
});

test('a cell shows where its rule is known from', () => {
  render(<ClientTable clients={CLIENTS} />);
  expect(screen.getByText('<b>x</b>').closest('td')?.title).toBe('Known from: RFC 6455');
});
