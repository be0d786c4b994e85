import type { HeaderField } from '../../websocket/header-field.ts';
import type { Finding } from '../finding.ts';

/** Where a rule is known from: a clause, a file of the client's source, or a run of the client against our server. */
export type Source = string;

export interface Sourced<T> {
  readonly value: T;
  readonly source: Source;
}

/** Something that is wrong with an answer by the letter, and that this implementation lets pass. */
export interface Leniency {
  readonly kind: Finding['kind'];
  /**
   * Whether it passes in this instance; always, where it is absent.
   * @returns `null` where that depends on what no witness saw
   */
  readonly passes?: (finding: Finding, offered: readonly string[], answered: Answer | null) => boolean | null;
  readonly source: Source;
}

/** Something that is right by the letter, and that this implementation refuses. */
interface Refusal {
  /** Completes "The answer …". */
  readonly what: string;
  /** @returns `null` where that depends on what no witness saw */
  readonly applies: (answered: Answer) => boolean | null;
  readonly source: Source;
}

export interface Answer {
  readonly statusLine: string;
  readonly headers: readonly HeaderField[];
}

/** The code that makes the opening handshake for one or more clients. What it does not let pass, it refuses (RFC 6455 §4.1). */
export interface Implementation {
  /** As a person knows it. */
  readonly name: string;
  /** Whose `Origin` it sends: its page's, the server's own as a URL with http(s), or none. */
  readonly origin: Sourced<'page' | 'server' | 'none'>;
  /** What it sends where no subprotocol is offered. */
  readonly withoutOffer: Sourced<'no header' | 'an empty header'>;
  readonly tls: Sourced<boolean>;
  /** Whether it connects nothing to the ports of other services (WHATWG Fetch §2.9). */
  readonly blocksPorts: Sourced<boolean>;
  readonly lets: readonly Leniency[];
  readonly refuses: readonly Refusal[];
}

/** A kind of program that people connect to their servers. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** More than one where the same program runs in either; it can connect where it can in all. */
  readonly implementations: readonly Implementation[];
  /** What it offers unless its program says otherwise; `null`: whatever the handshake at hand offers. */
  readonly offers: Sourced<readonly string[] | null>;
  /** Whether its program can offer something else. */
  readonly canOfferOther: Sourced<boolean>;
}
