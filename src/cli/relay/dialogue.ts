import type { ViolationId, WireClose, WireEventBody } from '../../bridge/relay-feed.ts';
import type { Direction } from '../../websocket/frame.ts';
import { headerValue } from '../../websocket/header-field.ts';
import { parseNegotiated } from '../../wire/deflate-parameters.ts';
import { FrameObserver } from '../../wire/frame-observer.ts';
import {
  type EditRules,
  editRequest,
  editResponse,
  editsRequests,
  offeredSubprotocols,
} from '../../wire/handshake-edits.ts';
import { parseHead, statusOf } from '../../wire/http-head.ts';
import { RULES } from '../../wire/violations.ts';
import type { WireLog } from '../../wire/wire-log.ts';
import { HeadStage, type PassedHead } from './head-stage.ts';
import type { Passage } from './passage.ts';
import { ZlibInflater } from './zlib-inflater.ts';

/** Bytes from the client that are held for observation until the server has answered. */
const MAX_EARLY = 1024 * 1024;
/** RFC 8446 §5.1: how a TLS handshake begins. */
const TLS_HANDSHAKE = '\x16\x03';

export interface DialogueOptions {
  readonly log: WireLog;
  readonly connection: number;
  readonly rules: EditRules;
  readonly passages: Readonly<Record<Direction, Passage>>;
}

type Body = WireEventBody extends infer E ? (E extends WireEventBody ? Omit<E, 'connection'> : never) : never;

/** What two sides say to each other, passed on: first a head each, then frames, or whatever else they agree on. */
export class Dialogue {
  readonly #options: DialogueOptions;
  readonly #heads: Record<Direction, HeadStage | null>;
  #observers: Readonly<Record<Direction, FrameObserver>> | null = null;
  #offered: readonly string[] = [];
  /** What the client sent after its request and before the answer; `null` where that is not to be observed. */
  #early: Uint8Array[] | null = [];
  #earlyBytes = 0;
  /** The answer was no opening: the client may ask again on the same connection, with credentials for one. */
  #isRefused = false;

  constructor(options: DialogueOptions) {
    this.#options = options;
    this.#heads = { sent: this.#requestStage(), received: this.#responseStage() };
  }

  /** Passes on what came in one direction, as it came but for edits in a head. */
  take(direction: Direction, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#isRefused && direction === 'sent') this.#beginAgain();
    const head = this.#heads[direction];
    if (head) return head.take(bytes);
    this.#options.passages[direction].pass(bytes);
    this.#observe(direction, bytes);
  }

  /** No more comes in this direction. */
  end(direction: Direction): void {
    this.#heads[direction]?.end();
    this.#observers?.[direction].end();
  }

  /** The first close frame in this direction. */
  close(direction: Direction): WireClose | null {
    return this.#observers?.[direction].close ?? null;
  }

  #requestStage(): HeadStage {
    const { rules, passages } = this.#options;
    return new HeadStage('request', {
      edit: editsRequests(rules) ? (text) => editRequest(text, rules) : null,
      pass: (bytes) => passages.sent.pass(bytes),
      whole: (head, rest) => {
        this.#heads.sent = null;
        this.#offered = offeredSubprotocols(head.before);
        this.#tellEdits('request', head);
        this.#tell({ type: 'request', ...toldOf(head) });
        this.take('sent', rest);
      },
      failed: (why, start, rest) => this.#headFailed('sent', why, start, rest),
    });
  }

  #responseStage(): HeadStage {
    const { rules, passages } = this.#options;
    const edit = (text: string) => {
      const isOpening = statusOf(parseHead(text).startLine) === 101;
      return isOpening ? editResponse(text, rules, this.#offered) : { text, edits: [] };
    };
    return new HeadStage('response', {
      edit: rules.repairSubprotocol ? edit : null,
      pass: (bytes) => passages.received.pass(bytes),
      whole: (head, rest) => this.#answered(head, rest),
      failed: (why, start, rest) => this.#headFailed('received', why, start, rest),
    });
  }

  #answered(head: PassedHead, rest: Uint8Array): void {
    const status = statusOf(parseHead(head.text).startLine);
    // RFC 9110 §15.2: the answer itself is still to come.
    const isInterim = status !== null && status >= 100 && status < 200 && status !== 101;
    this.#heads.received = isInterim ? this.#responseStage() : null;
    if (isInterim) return this.take('received', rest);
    this.#tellEdits('response', head);
    this.#tell({ type: 'response', status: status ?? 0, ...toldOf(head) });
    if (status === 101) this.#open(head.text);
    else this.#isRefused = true;
    this.take('received', rest);
  }

  /** RFC 9112 §9.3: who sends another request has had the whole answer to the last one. */
  #beginAgain(): void {
    this.#isRefused = false;
    this.#early = [];
    this.#earlyBytes = 0;
    this.#heads.sent = this.#requestStage();
    this.#heads.received = this.#responseStage();
  }

  #open(response: string): void {
    const { fields } = parseHead(response);
    const extensions = headerValue(fields, 'sec-websocket-extensions') ?? '';
    this.#tell({
      type: 'open',
      protocol: headerValue(fields, 'sec-websocket-protocol') ?? '',
      extensions,
    });
    const { deflate, others } = parseNegotiated(extensions);
    const negotiated = { deflate: deflate !== null, other: others.length > 0 };
    const observer = (direction: Direction) => {
      const { log, connection, passages } = this.#options;
      return new FrameObserver({
        log,
        connection,
        direction,
        negotiated,
        inflater: deflate && new ZlibInflater(deflate[direction]),
        buffered: () => passages[direction].buffered,
      });
    };
    this.#observers = { sent: observer('sent'), received: observer('received') };
    const early = this.#early;
    this.#early = null;
    if (this.#earlyBytes > 0) this.#violation('sent', 'data-before-response');
    for (const bytes of early ?? []) this.#observers.sent.push(bytes);
  }

  #observe(direction: Direction, bytes: Uint8Array): void {
    if (this.#observers) return this.#observers[direction].push(bytes);
    if (direction === 'received' || !this.#early) return;
    this.#early.push(bytes);
    this.#earlyBytes += bytes.length;
    if (this.#earlyBytes <= MAX_EARLY) return;
    this.#early = null;
    const why = 'The client sent more than 1 MiB before the server had answered.';
    this.#tell({ type: 'unread', direction, from: 'frames', why });
  }

  #headFailed(
    direction: Direction,
    why: 'not-http' | 'head-too-long' | 'head-incomplete',
    start: string,
    rest: Uint8Array,
  ): void {
    this.#heads[direction] = null;
    this.#early = null;
    const isTls = direction === 'sent' && start.startsWith(TLS_HANDSHAKE);
    const what = isTls ? 'The client speaks TLS; this relay is to be reached by ws:, not wss:.' : undefined;
    this.#violation(direction, why, what);
    if (why !== 'head-incomplete') {
      this.#tell({ type: 'unread', direction, from: 'frames', why: what ?? RULES[why].what });
    }
    this.take(direction, rest);
  }

  #tellEdits(head: 'request' | 'response', { edits }: PassedHead): void {
    for (const edit of edits) this.#tell({ type: 'edit', head, ...edit });
  }

  #violation(direction: Direction, violation: ViolationId, what = RULES[violation].what): void {
    const { clause } = RULES[violation];
    this.#tell({ type: 'violation', direction, frame: null, violation, clause, what });
  }

  #tell(body: Body): void {
    this.#options.log.event({ ...body, connection: this.#options.connection });
  }
}

function toldOf({ original, passed }: PassedHead): Pick<PassedHead, 'original' | 'passed'> {
  return { original, ...(passed && { passed }) };
}
