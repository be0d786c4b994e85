/** A part of a query's text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Why a query cannot be read, and where: caught by the parser, which never throws. */
export class Misreading extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}
