import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { LoadedDecoders } from '../../../src/decoders/loaded-decoders.ts';
import type { ExchangeIndex, FrameFacts } from '../../../src/exchanges/exchange-index.ts';
import type { Session } from '../../../src/session/session.ts';
import { subprotocolOf } from '../decoded/decoded-frames.ts';
import { formatChoiceFor, formatChoices } from '../decoded/format-choices.ts';

/** Time that one drawn frame may spend on finding requests, replies and heartbeats, in milliseconds. */
const SLICE = 4;

/** The requests, replies and heartbeats of a session, found in slices as its frames come. */
export interface Exchanges {
  /** `null` until its code has come. */
  readonly index: ReadonlySignal<ExchangeIndex | null>;
  /** Changes with what was found. */
  readonly progress: ReadonlySignal<number>;
  /** Begins anew: frames came back that were gone. */
  readonly restart: () => void;
}

/** @param changed changes when frames have come */
export function findExchanges(session: Session, changed: ReadonlySignal<number>): Exchanges {
  const progress = signal(0);
  const index = signal<ExchangeIndex | null>(null);
  const decoders = new LoadedDecoders();
  /** Whether something is under way that goes on by itself. */
  let isBusy = false;

  const goOn = (found: ExchangeIndex) => {
    const before = found.end;
    const isLevel = found.advance(performance.now() + SLICE);
    if (found.end !== before) progress.value = progress.peek() + 1;
    if (found.missing.size > 0) void load(found, found.missing);
    else if (!isLevel) schedule(found);
  };
  const schedule = (found: ExchangeIndex) => {
    if (isBusy) return;
    isBusy = true;
    requestAnimationFrame(() => {
      isBusy = false;
      goOn(found);
    });
  };
  const load = async (found: ExchangeIndex, ids: ReadonlySet<string>) => {
    isBusy = true;
    try {
      await decoders.load(ids);
    } catch {
      // The list says it where it fails to decode what is drawn; here those frames count as having no partner.
      found.doWithout(ids);
    }
    isBusy = false;
    schedule(found);
  };
  const begin = async () => {
    isBusy = true;
    const { ExchangeIndex } = await import('../../../src/exchanges/exchange-index.ts');
    const found = new ExchangeIndex(session.frames, decoders, (row) => factsOf(session, row));
    index.value = found;
    isBusy = false;
    schedule(found);
  };

  const restart = () => {
    const found = index.peek();
    if (!found) return;
    found.restart();
    schedule(found);
  };
  effect(() => {
    void changed.value;
    untracked(() => {
      const found = index.peek();
      if (isBusy || session.frames.endRow === 0) return;
      if (found) goOn(found);
      else void begin();
    });
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
