import type { EditReason } from '../bridge/relay-feed.ts';
import type { HeaderField } from '../websocket/header-field.ts';
import { parseSubprotocols } from '../websocket/subprotocol.ts';
import { withoutDeflate } from './deflate-parameters.ts';
import { EditableHead } from './editable-head.ts';
import { parseRequestLine } from './http-head.ts';

/** What a relay is told to change in handshakes. */
export interface EditRules {
  /** Adds or replaces these headers of the request. */
  readonly headers: readonly HeaderField[];
  readonly dropHeaders: readonly string[];
  /** Takes the place of the request's `Host`. */
  readonly host?: string;
  /** Takes the place of the request's target. */
  readonly path?: string;
  /** Leaves permessage-deflate out of the offer. */
  readonly noDeflate: boolean;
  /**
   * Makes the answer's subprotocol one that the client has offered, or none where it has offered none, and drops an
   * empty offer. The value is the one to choose where the server's answer does not say which.
   */
  readonly repairSubprotocol?: { readonly choice?: string };
}

/** One change that was made. */
export interface Edit {
  readonly why: EditReason;
  /** A header's name, or `path`. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface EditedHead {
  /** One byte a character; the same where there is no edit. */
  readonly text: string;
  readonly edits: readonly Edit[];
}

const PROTOCOL = 'Sec-WebSocket-Protocol';
const EXTENSIONS = 'Sec-WebSocket-Extensions';

export function editsRequests(rules: EditRules): boolean {
  const { headers, dropHeaders, host, path, noDeflate, repairSubprotocol } = rules;
  const isTold = host !== undefined || path !== undefined || repairSubprotocol !== undefined;
  return isTold || noDeflate || headers.length > 0 || dropHeaders.length > 0;
}

/** @param text the whole head of a request, one byte a character */
export function editRequest(text: string, rules: EditRules): EditedHead {
  const head = new Editing(text);
  if (rules.repairSubprotocol && head.offered.length === 0) head.drop('repair-subprotocol', PROTOCOL);
  if (rules.noDeflate) {
    const offer = head.value(EXTENSIONS);
    const rest = withoutDeflate(offer ?? '');
    if (offer !== null && rest === '') head.drop('no-deflate', EXTENSIONS);
    else if (offer !== null) head.set('no-deflate', EXTENSIONS, rest);
  }
  if (rules.path !== undefined) head.setPath(rules.path);
  if (rules.host !== undefined) head.set('host', 'Host', rules.host);
  for (const name of rules.dropHeaders) head.drop('drop-header', name);
  for (const { name, value } of rules.headers) head.set('header', name, value);
  return head.edited;
}

/**
 * @param text the whole head of a 101, one byte a character
 * @param offered what the client offered before any edit
 */
export function editResponse(text: string, rules: EditRules, offered: readonly string[]): EditedHead {
  const head = new Editing(text);
  if (!rules.repairSubprotocol) return head.edited;
  const answered = head.value(PROTOCOL);
  if (offered.length === 0) head.drop('repair-subprotocol', PROTOCOL);
  else if (answered === null || head.lines(PROTOCOL) > 1 || !offered.includes(answered)) {
    const { choice } = rules.repairSubprotocol;
    const meant = parseSubprotocols(answered?.toLowerCase() ?? '');
    const found = offered.find((value) => meant.includes(value.toLowerCase()));
    const [first = ''] = offered;
    const chosen = found ?? (choice !== undefined && offered.includes(choice) ? choice : first);
    head.set('repair-subprotocol', PROTOCOL, chosen);
  }
  return head.edited;
}

/** What a request offers; an empty header offers nothing. */
export function offeredSubprotocols(text: string): string[] {
  return new Editing(text).offered;
}

/** Says each rule in a few words. */
export function describeRules(rules: EditRules): string[] {
  return [
    ...(rules.repairSubprotocol ? ['repairs the subprotocol'] : []),
    ...(rules.noDeflate ? ['leaves permessage-deflate out'] : []),
    ...(rules.path === undefined ? [] : [`asks for ${rules.path}`]),
    ...(rules.host === undefined ? [] : [`sets Host: ${rules.host}`]),
    ...rules.dropHeaders.map((name) => `drops ${name}`),
    ...rules.headers.map(({ name }) => `sets ${name}`),
  ];
}

class Editing {
  readonly #head: EditableHead;
  readonly #text: string;
  readonly #edits: Edit[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#head = new EditableHead(text);
  }

  get edited(): EditedHead {
    return { text: this.#edits.length === 0 ? this.#text : this.#head.toString(), edits: this.#edits };
  }

  get offered(): string[] {
    return parseSubprotocols(this.value(PROTOCOL) ?? '').filter((value) => value !== '');
  }

  lines(name: string): number {
    return this.#head.values(name).length;
  }

  /** All fields of the name as one; `null` where there is none. */
  value(name: string): string | null {
    const values = this.#head.values(name);
    return values.length === 0 ? null : values.join(', ');
  }

  set(why: EditReason, field: string, after: string): void {
    const before = this.value(field);
    if (before === after && this.lines(field) === 1) return;
    this.#head.set(field, after);
    this.#edits.push({ why, field, before, after });
  }

  drop(why: EditReason, field: string): void {
    const before = this.value(field);
    if (before === null) return;
    this.#head.drop(field);
    this.#edits.push({ why, field, before, after: null });
  }

  setPath(after: string): void {
    const { startLine } = this.#head;
    const { target: before } = parseRequestLine(startLine);
    if (before === after || before === '') return;
    this.#head.startLine = startLine.replace(/^(\s*\S+ +)\S+/, (_, method: string) => method + after);
    this.#edits.push({ why: 'path', field: 'path', before, after });
  }
}
