/**
 * What a client does with one connection, and the lines that it prints:
 *
 * - `opened SUBPROTOCOL`, nothing behind it where none was selected; or `failed WHY`, and no more;
 * - `text same`: an empty text, one in ASCII, one beyond it came back as they were sent;
 * - `binary same`: 0, 1, 125, 126, 65,535 and 65,536 bytes did, each length in the form that RFC 6455 §5.2 wants;
 * - `fragments same`: messages in several frames did, with a ping between the first two;
 * - `ping answered`: its payload came back in a pong;
 * - `close CODE REASON`: what the server answered to 4001 `bye`.
 *
 * `closed CODE REASON` where the server ended the connection before, `broken WHY` where a step went wrong.
 */
export type Line =
  | 'opened'
  | 'failed'
  | 'text'
  | 'binary'
  | 'fragments'
  | 'ping'
  | 'close'
  | 'closed'
  | 'broken';

/** A program that takes the exam. */
export interface Client {
  readonly id: string;
  /** What it is, as the table calls it. */
  readonly name: string;
  /** @param build the directory of the compiled clients @param offer subprotocols with commas between them, or '' */
  command(build: string, url: string, offer: string): readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
}
