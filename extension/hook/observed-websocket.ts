import * as FrameFlag from '../../src/bridge/frame-flag.ts';
import type { Capture } from './capture.ts';
import { AlteredSockets } from './altered-sockets.ts';
import type { LiveFixes } from './live-fixes.ts';
import type { ObservedConnection } from './observed-connection.ts';
import { isObject, knownProtocols, textOf } from './constructor-arguments.ts';
import {
  apply,
  bytesOf,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getterOf,
  isBlob,
  listen,
  PrivateMap,
  toStringOnce,
} from './primordials.ts';
import { currentStack, describeException } from './page-errors.ts';

const NativeWebSocket = WebSocket;
const { prototype } = NativeWebSocket;
const urlOf = getterOf<string>(prototype, 'url');
const protocolOf = getterOf<string>(prototype, 'protocol');
const extensionsOf = getterOf<string>(prototype, 'extensions');
const readyStateOf = getterOf<number>(prototype, 'readyState');
const bufferedAmountOf = getterOf<number>(prototype, 'bufferedAmount');
const dataOf = getterOf<unknown>(MessageEvent.prototype, 'data');
const codeOf = getterOf<number>(CloseEvent.prototype, 'code');
const reasonOf = getterOf<string>(CloseEvent.prototype, 'reason');
const wasCleanOf = getterOf<boolean>(CloseEvent.prototype, 'wasClean');

/** `readyState` from which on `send()` drops what it is given (WHATWG WebSockets, CLOSING). */
const CLOSING = 2;

/**
 * Puts an observer before the page's `WebSocket`: the page gets the browser's own sockets, and the capture hears of
 * what they do. Constructor and methods are proxies of the native ones, so that names, errors, subclasses and
 * `instanceof` stay native.
 */
export function observeWebSocket(capture: Capture, fixes: LiveFixes): void {
  const connections = new PrivateMap<ObservedConnection>();
  const altered = new AlteredSockets();

  const Observed: typeof WebSocket = new Proxy(NativeWebSocket, {
    __proto__: null,
    construct(target: typeof WebSocket, args: unknown[], newTarget: Function) {
      // A subclass keeps its own prototype; `new WebSocket` itself must not show the proxy as its target.
      const subclass = newTarget === Observed ? target : newTarget;
      if (args.length === 0) return construct(target, args, subclass);
      // Only where a fix may be in force, its URL must be known before the browser converts it.
      if (!fixes.isIdle && isObject(args[0])) args[0] = toStringOnce(args[0]);
      const given = args.length > 1 ? args[1] : undefined;
      const asked = knownProtocols(given);
      const fix = fixes.for(args[0]);
      const protocols = fix?.protocols ?? asked;
      const stack = currentStack();
      let socket: WebSocket;
      try {
        const fixed = fix ? [fix.url ?? args[0], fix.protocols ?? given] : args;
        socket = construct(target, fixed, subclass);
      } catch (error) {
        threw(capture, textOf(args[0]), protocols, stack, error);
        throw error;
      }
      const argument = isObject(args[0]) ? urlOf(socket) : toStringOnce(args[0]);
      if (fix) altered.add(socket, fix.asked, asked);
      const made = { argument, protocols, stack };
      connections.set(socket, observe(capture, socket, made, fix ? asked : null));
      return socket;
    },
  } as ProxyHandler<typeof WebSocket>);

  replaceMethod('send', (native, socket: WebSocket, args) => {
    const connection = connections.get(socket);
    if (!connection || args.length === 0) return apply(native, socket, args);
    const data = convertData(args[0]);
    const result: unknown = apply(native, socket, [data]);
    const flags = readyStateOf(socket) >= CLOSING ? FrameFlag.Sent | FrameFlag.Discarded : FrameFlag.Sent;
    capture.frame(connection, flags, data, bufferedAmountOf(socket));
    return result;
  });

  replaceMethod('close', (native, socket: WebSocket, args) => {
    const connection = connections.get(socket);
    // Afterwards it does nothing (WHATWG WebSockets, `close()`), however often it is called.
    const isEffective = connection && readyStateOf(socket) < CLOSING;
    const result: unknown = apply(native, socket, args);
    if (isEffective) {
      const code = args.length > 0 && typeof args[0] === 'number' ? args[0] : null;
      const reason = args.length > 1 && typeof args[1] === 'string' ? args[1] : null;
      capture.event(connection, { type: 'close-called', connection: connection.number, code, reason }, 0);
    }
    return result;
  });

  replaceValue(prototype, 'constructor', Observed);
  replaceValue(globalThis, 'WebSocket', Observed);
}

/** @param asked the subprotocols that the page wanted, where a fix is in force */
function observe(
  capture: Capture,
  socket: WebSocket,
  made: { readonly argument: string; readonly protocols: readonly string[]; readonly stack: string },
  asked: readonly string[] | null,
): ObservedConnection {
  const { argument, protocols, stack } = made;
  const connection = capture.connection();
  const { number } = connection;
  const url = urlOf(socket);
  const created = {
    type: 'created',
    connection: number,
    argument,
    url,
    protocols,
    stack,
    ...(asked ? { asked } : {}),
  } as const;
  capture.event(connection, created, stack.length + 2 * url.length);
  listen(socket, 'message', (event) => {
    if (event.isTrusted) capture.frame(connection, 0, dataOf(event), 0);
  });
  listen(socket, 'open', (event) => {
    if (!event.isTrusted) return;
    const protocol = protocolOf(socket);
    const extensions = extensionsOf(socket);
    capture.event(connection, { type: 'open', connection: number, protocol, extensions }, protocol.length);
  });
  listen(socket, 'error', (event) => {
    if (event.isTrusted) capture.event(connection, { type: 'error', connection: number }, 0);
  });
  listen(socket, 'close', (event) => {
    if (!event.isTrusted) return;
    connection.alive = false;
    const close = { code: codeOf(event), reason: reasonOf(event), wasClean: wasCleanOf(event) };
    capture.event(connection, { type: 'close', connection: number, ...close }, 0);
  });
  return connection;
}

function threw(
  capture: Capture,
  argument: string,
  protocols: readonly string[],
  stack: string,
  error: unknown,
): void {
  const connection = capture.connection();
  connection.alive = false;
  const { name, message } = describeException(error);
  capture.event(
    connection,
    {
      type: 'constructor-threw',
      connection: connection.number,
      argument,
      protocols,
      stack,
      name,
      message,
    },
    stack.length + argument.length,
  );
}

/** What `send()` would make of its argument: an object that is neither bytes nor a Blob becomes a string, once. */
function convertData(data: unknown): unknown {
  return !isObject(data) || bytesOf(data) || isBlob(data) ? data : toStringOnce(data);
}

function replaceMethod(
  name: 'send' | 'close',
  observer: (native: Function, self: WebSocket, args: unknown[]) => unknown,
): void {
  const handler = { __proto__: null, apply: observer } as ProxyHandler<WebSocket['send']>;
  replaceValue(prototype, name, new Proxy(prototype[name] as WebSocket['send'], handler));
}

function replaceValue(target: object, name: string, value: unknown): void {
  const descriptor = getOwnPropertyDescriptor(target, name);
  defineProperty(target, name, { __proto__: null, ...descriptor, value } as PropertyDescriptor);
}
