import { MisbehaviourError } from './misbehaviours/misbehaviour-error.ts';
import { collect, configure } from './misbehaviours/registry.ts';
import { UsageError } from './usage-error.ts';

/** One `--listen PORT[,name=value…]`, checked. */
export interface ListenOption {
  /** 0 lets the system choose. */
  readonly port: number;
  /** The misbehaviours as written after the port; empty for a good server. */
  readonly written: string;
  readonly settings: ReadonlyMap<string, string>;
}

/**
 * Values are percent-decoded, so that a comma can be written as `%2C`, as in a URL.
 * @throws {UsageError} naming what is wrong with `option`.
 */
export function parseListenOption(option: string): ListenOption {
  const [portText = '', ...pairs] = option.split(',');
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65535) {
    throw new UsageError(`--listen ${option}: expected a port from 0 to 65535 before the first comma.`);
  }
  try {
    const settings = collect(pairs.map(parsePair));
    configure(settings);
    return { port, written: pairs.join(','), settings };
  } catch (error) {
    if (error instanceof MisbehaviourError) throw new UsageError(`--listen ${option}: ${error.message}`);
    throw error;
  }
}

function parsePair(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  if (equals < 1) {
    throw new MisbehaviourError(`"${pair}" is not name=value (a comma within a value is written %2C).`);
  }
  const value = pair.slice(equals + 1);
  try {
    return [pair.slice(0, equals), decodeURIComponent(value)];
  } catch {
    throw new MisbehaviourError(`"${value}" is not percent-encoded text (a percent sign is written %25).`);
  }
}
