import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { LoadedDecoders } from '../../src/decoders/loaded-decoders.ts';
import { ExchangeIndex, type FrameFacts } from '../../src/exchanges/exchange-index.ts';
import type { Session } from '../../src/session/session.ts';
import { subprotocolOf } from './decoded-frames.ts';
import { formatChoiceFor, formatChoices } from './format-choices.ts';

/** Time that one drawn frame may spend on finding requests, replies and heartbeats, in milliseconds. */
const SLICE = 4;

/** The requests, replies and heartbeats of a session, found in slices as its frames come. */
export interface Exchanges {
  readonly index: ExchangeIndex;
  /** Changes with what was found. */
  readonly progress: ReadonlySignal<number>;
  /** Begins anew: frames came back that were gone. */
  readonly restart: () => void;
}

/** @param changed changes when frames have come */
export function findExchanges(session: Session, changed: ReadonlySignal<number>): Exchanges {
  const progress = signal(0);
  const decoders = new LoadedDecoders();
  const index = new ExchangeIndex(session.frames, decoders, (row) => factsOf(session, row));
  let isScheduled = false;

  const goOn = () => {
    const before = index.end;
    const isLevel = index.advance(performance.now() + SLICE);
    if (index.end !== before) progress.value = progress.peek() + 1;
    if (index.missing.size > 0) void load(index.missing);
    else if (!isLevel) schedule();
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      goOn();
    });
  };
  const load = async (ids: ReadonlySet<string>) => {
    isScheduled = true;
    try {
      await decoders.load(ids);
    } catch {
      // The list says it where it fails to decode what is drawn; here those frames count as having no partner.
      index.doWithout(ids);
    }
    isScheduled = false;
    schedule();
  };

  const restart = () => {
    index.restart();
    schedule();
  };
  effect(() => {
    void changed.value;
    if (!isScheduled) untracked(goOn);
  });
  effect(() => {
    void formatChoices.value;
    untracked(restart);
  });
  return { index, progress, restart };
}

function factsOf(session: Session, row: number): FrameFacts {
  const { frames } = session;
  const connection = session.connection(frames.connection(row));
  const url = connection?.evidence.url ?? '';
  const choice = formatChoiceFor(url, frames.payloadType(row), frames.direction(row));
  return { url, subprotocol: subprotocolOf(connection), choice };
}
