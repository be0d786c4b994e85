import { accept } from './accept.ts';
import { close } from './close.ts';
import { compress } from './compress.ts';
import { connection } from './connection.ts';
import { delay } from './delay.ts';
import { extensions } from './extensions.ts';
import { flood } from './flood.ts';
import { fragment } from './fragment.ts';
import { greet } from './greet.ts';
import { idle } from './idle.ts';
import { latency } from './latency.ts';
import type { Effects, Misbehaviour, MisbehaviourOption } from './misbehaviour.ts';
import { MisbehaviourError } from './misbehaviour-error.ts';
import { ping } from './ping.ts';
import { reply } from './reply.ts';
import { Settings } from './settings.ts';
import { status } from './status.ts';
import { subprotocol } from './subprotocol.ts';
import { tls } from './tls.ts';
import { upgrade } from './upgrade.ts';

/**
 * The order is the order of effects: an earlier answer wins, a later outgoing stage comes before an earlier one (so a
 * message is held back first and split last), and an earlier message is sent first.
 */
const MISBEHAVIOURS: readonly Misbehaviour[] = [
  subprotocol,
  reply,
  status,
  delay,
  accept,
  upgrade,
  connection,
  extensions,
  compress,
  fragment,
  latency,
  ping,
  greet,
  flood,
  idle,
  close,
  tls,
];

export const OPTIONS: readonly MisbehaviourOption[] = MISBEHAVIOURS.flatMap(({ options }) => options);

/**
 * The effects of all settings that are in force for one opening handshake.
 * @throws {MisbehaviourError} for an unknown name, a bad value, or an option that lacks the one it belongs to.
 */
export function configure(values: ReadonlyMap<string, string>): Effects[] {
  for (const [name, value] of values) validate(name, value, values);
  const settings = new Settings(values);
  return MISBEHAVIOURS.filter(({ options }) => options.some(({ name }) => values.has(name))).map(
    ({ configure }) => configure(settings),
  );
}

function validate(name: string, value: string, values: ReadonlyMap<string, string>): void {
  const option = OPTIONS.find((option) => option.name === name);
  if (!option) {
    const known = OPTIONS.map(({ name }) => name).join(', ');
    throw new MisbehaviourError(`Unknown misbehaviour "${name}". The known ones are: ${known}.`);
  }
  const fault = option.value.fault(value);
  if (fault !== null) throw new MisbehaviourError(`Bad value "${value}" for ${name}: ${fault}.`);
  if (option.needs !== undefined && !values.has(option.needs)) {
    throw new MisbehaviourError(`${name} means nothing without ${option.needs}.`);
  }
}

/** @throws {MisbehaviourError} for a name that a URL cannot set any more. */
export function refuseForListener(values: ReadonlyMap<string, string>): void {
  const late = OPTIONS.find(({ name, forListener }) => forListener && values.has(name));
  if (late) throw new MisbehaviourError(`${late.name} is for a listener: --listen 9443,${late.name}=1`);
}

/**
 * Names and values as they were written, each name once.
 * @throws {MisbehaviourError} for a name that is given twice.
 */
export function collect(pairs: Iterable<readonly [string, string]>): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (values.has(name)) throw new MisbehaviourError(`${name} is given twice.`);
    values.set(name, value);
  }
  return values;
}
