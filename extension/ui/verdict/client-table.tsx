import type { JSX } from 'preact';
import type { ClientVerdict } from '../../../src/diagnosis/clients/judge-clients.ts';
import './client-table.css';
import { Icon, type IconName } from '../icon.tsx';
import { InlineCode } from './inline-code.tsx';

interface Answer {
  readonly word: string;
  readonly icon: IconName;
  readonly state: 'yes' | 'no' | 'unknown';
}

const YES: Answer = { word: 'yes', icon: 'closed', state: 'yes' };
const NO: Answer = { word: 'no', icon: 'failed', state: 'no' };
const UNKNOWN: Answer = { word: 'not known', icon: 'question', state: 'unknown' };

/** Which kinds of client can talk to a server, and why not. */
export function ClientTable({ clients }: { readonly clients: readonly ClientVerdict[] }): JSX.Element {
  return (
    <table class="client-table">
      <caption>Which clients can talk to this server?</caption>
      <thead>
        <tr>
          <th scope="col">Client</th>
          <th scope="col">Connects</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {clients.map((verdict) => (
          <ClientRow key={verdict.client} verdict={verdict} />
        ))}
      </tbody>
    </table>
  );
}

function ClientRow({ verdict }: { readonly verdict: ClientVerdict }): JSX.Element {
  const { client, name, connects, cause, reason, source } = verdict;
  const { word, icon, state } = connects === null ? UNKNOWN : connects ? YES : NO;
  return (
    <tr class={`client-${state}`} data-client={client} data-connects={state} data-cause={cause ?? undefined}>
      <th scope="row">{name}</th>
      <td class="client-connects">
        <Icon name={icon} /> {word}
      </td>
      <td title={source === null ? undefined : `Known from: ${source}`}>
        <InlineCode text={reason} />
      </td>
    </tr>
  );
}
