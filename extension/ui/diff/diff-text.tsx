import { diffWordsWithSpace } from 'diff';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

/** Characters of a text up to which it is compared word by word. */
export const MAX_COMPARED_TEXT = 64 * 1024;
/** Time that may take, in milliseconds. */
const PATIENCE = 200;

/** Two texts word by word, in one: what was removed beside what was added. */
export function TextDiff({
  before,
  after,
}: {
  readonly before: string;
  readonly after: string;
}): JSX.Element {
  const changes = useMemo(() => diffWordsWithSpace(before, after, { timeout: PATIENCE }), [before, after]);
  if (!changes) return <p class="frame-note">They differ too much to be compared word by word.</p>;
  if (before === after) return <p class="frame-note">Both texts are equal.</p>;
  return (
    <pre class="diff-text" tabIndex={0}>
      {changes.map(({ value, added, removed }, i) => {
        if (removed)
          return (
            <del key={i} class="diff-removed">
              {value}
            </del>
          );
        return added ? (
          <ins key={i} class="diff-added">
            {value}
          </ins>
        ) : (
          value
        );
      })}
    </pre>
  );
}
