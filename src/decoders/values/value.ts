/**
 * What a decoder made of bytes: plain data that survives a structured clone, keeps what JSON or JavaScript would lose
 * (large integers, duplicate keys, bytes, tags), and knows which bytes it was read from.
 */
export type Value =
  | NullValue
  | BooleanValue
  | NumberValue
  | BigIntValue
  | StringValue
  | BytesValue
  | DateValue
  | ArrayValue
  | ObjectValue
  | TaggedValue
  | ImageValue
  | PayloadValue;

interface Read {
  /** Offset of the first byte it was read from, in the payload that the decoder was given. */
  readonly start?: number;
  /** Offset behind its last byte. A decoder that knows no offsets leaves both out. */
  end?: number;
  /** Its type as the format calls it where `kind` says less: `u16le`, `sint32`, `fixmap`. */
  readonly type?: string;
  /** A remark for a person: `or 1.5 as float`, `rounded`. */
  readonly note?: string;
}

export interface NullValue extends Read {
  readonly kind: 'null';
  /** CBOR and MessagePack libraries of JavaScript tell both apart. */
  readonly isUndefined?: boolean;
}

export interface BooleanValue extends Read {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NumberValue extends Read {
  readonly kind: 'number';
  /** May be NaN or infinite. */
  readonly value: number;
  /** How it was written, where `String(value)` would write it otherwise (`1.0`, `0.10000000000000000001`). */
  readonly source?: string;
  /** Its name in an enumeration, or the names of its flags. */
  readonly symbol?: string;
}

/** An integer beyond ±(2^53 − 1). */
export interface BigIntValue extends Read {
  readonly kind: 'bigint';
  readonly value: bigint;
  readonly symbol?: string;
}

export interface StringValue extends Read {
  readonly kind: 'string';
  readonly value: string;
}

export interface BytesValue extends Read {
  readonly kind: 'bytes';
  /** Mostly a view of the payload's own buffer: copy it before it crosses to another context. */
  readonly value: Uint8Array;
}

export interface DateValue extends Read {
  readonly kind: 'date';
  /** Milliseconds since the Unix epoch; may lie outside what `Date` can say. */
  readonly value: number;
}

export interface ArrayValue extends Read {
  readonly kind: 'array';
  readonly items: Value[];
  /** How many the payload says there are, where fewer were read. */
  length?: number;
}

export interface ObjectValue extends Read {
  readonly kind: 'object';
  /** In the order of the payload; the same key may come twice. */
  readonly entries: Entry[];
  /** How many the payload says there are, where fewer were read. */
  length?: number;
}

export interface Entry {
  /** As text; of a key that is no string, its JSON or hexadecimal digits. */
  readonly key: string;
  /** The key itself, where it is no string. */
  readonly keyValue?: Value;
  readonly value: Value;
}

/** CBOR tags, MessagePack extension types, union branches. */
export interface TaggedValue extends Read {
  readonly kind: 'tagged';
  readonly tag: string;
  readonly value: Value;
}

export interface ImageValue extends Read {
  readonly kind: 'image';
  /** `image/png` */
  readonly mediaType: string;
  /** Pixels, 0 where the header does not say. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A payload inside the payload: what was compressed, or what an envelope carries. Made by `DecodeContext.nest`. */
export interface PayloadValue extends Read {
  readonly kind: 'payload';
  readonly bytes: Uint8Array;
  readonly isText: boolean;
  /** Id of the decoder that read it; left out where none did. */
  readonly format?: string;
  /** Offsets in it count from the first of `bytes`. */
  readonly value?: Value;
  /** One line for it, whether or not it was read. */
  readonly summary: string;
  /** Where and why reading it stopped. */
  readonly problem?: string;
}
