import { Fragment, type JSX } from 'preact';
import type { HttpProbe } from '../../../src/diagnosis/evidence.ts';
import { judgeClients } from '../../../src/diagnosis/clients/judge-clients.ts';
import {
  httpOutcome,
  type MatrixRow,
  OUTCOME_WORDS,
  probeMatrix,
} from '../../../src/diagnosis/probe-matrix.ts';
import type { Connection } from '../../../src/session/connection.ts';
import type { Prober } from '../../probing/prober.ts';
import { ClientTable } from './client-table.tsx';
import { Icon } from '../icon.tsx';
import { ProbeButton } from './probe-button.tsx';
import './probes-view.css';

/** What other ways to the same server led to: a matrix of offers and outcomes. */
export function ProbesView({
  connection,
  prober,
}: {
  readonly connection: Connection;
  readonly prober: Prober;
}): JSX.Element {
  const { evidence } = connection;
  const isBare = !evidence.probes?.length && !evidence.httpProbes?.length;
  return (
    <div class="probes">
      <p>
        Other offers, another origin, plain HTTP: what makes a difference shows the cause. Nothing is sent
        before you ask for it. <ProbeButton prober={prober} connection={connection.id} />
      </p>
      <table class="probe-matrix">
        <caption>Opening handshakes</caption>
        <thead>
          <tr>
            <th scope="col">Offered</th>
            <th scope="col">Origin</th>
            <th scope="col">Outcome</th>
            <th scope="col">Selected</th>
            <th scope="col">What the network said</th>
          </tr>
        </thead>
        <tbody>
          {probeMatrix(evidence).map((row, key) => (
            <Row key={key} row={row} />
          ))}
        </tbody>
      </table>
      {isBare && <p class="dim">No probe has been made yet.</p>}
      <ClientTable clients={judgeClients(evidence)} />
      {evidence.httpProbes?.map((probe, key) => (
        <HttpAnswer key={key} probe={probe} />
      ))}
    </div>
  );
}

function Row({ row }: { readonly row: MatrixRow }): JSX.Element {
  return (
    <tr class={`probe-${row.outcome}`}>
      <td class="mono">
        {row.offer === 'none' ? <span class="dim">none</span> : row.offer}
        {row.url !== '' && <div class="dim">{row.url}</div>}
      </td>
      <td>{row.origin}</td>
      <td class="probe-outcome">
        <Icon
          name={row.outcome === 'open' ? 'closed' : row.outcome === 'pending' ? 'connecting' : 'failed'}
        />{' '}
        {OUTCOME_WORDS[row.outcome]}
      </td>
      <td class="mono">{row.selected ?? '–'}</td>
      <td class="mono probe-seen">{row.seen || <span class="dim">nothing</span>}</td>
    </tr>
  );
}

function HttpAnswer({ probe }: { readonly probe: HttpProbe }): JSX.Element {
  return (
    <section>
      <h3>
        Plain HTTP to <span class="mono">{probe.url}</span>
      </h3>
      <p>
        {httpOutcome(probe)}
        {probe.redirectedTo !== undefined && (
          <>
            , redirected to <span class="mono">{probe.redirectedTo}</span>
          </>
        )}
      </p>
      {probe.headers && probe.headers.length > 0 && (
        <dl class="headers">
          {probe.headers.map(({ name, value }, key) => (
            <Fragment key={key}>
              <dt>{name}</dt>
              <dd class="mono">{value}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {probe.body && <pre>{probe.body}</pre>}
    </section>
  );
}
