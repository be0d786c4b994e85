import type { JSX } from 'preact';
import { parseStack } from '../../../src/session/stack.ts';

export interface InitiatorProps {
  /** `Error.stack` at construction. */
  readonly stack: string;
  /** Shows a place in a source file; absent where the surface cannot. */
  readonly openSource: ((url: string, line: number, column: number) => void) | undefined;
}

/** The calls that led to the connection, each with the place in its source. */
export function Initiator({ stack, openSource }: InitiatorProps): JSX.Element {
  const frames = parseStack(stack);
  return (
    <section>
      <h3>Initiator</h3>
      {frames.length === 0 && (
        <p class="dim">
          No stack: the page formats stack traces itself, or the call came from outside a script.
        </p>
      )}
      <ol class="stack mono">
        {frames.map(({ functionName, url, line, column }, key) => (
          <li key={key}>
            <span>{functionName || '(anonymous)'}</span>
            <button
              type="button"
              class="source-link"
              disabled={!openSource}
              title={`${url}:${line}:${column}`}
              onClick={() => openSource?.(url, line, column)}
            >
              {fileOf(url)}:{line}:{column}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function fileOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) || new URL(url).host : url;
}
