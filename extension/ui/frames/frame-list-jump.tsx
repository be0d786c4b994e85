import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { parseMoment } from './frame-list-moment.ts';

export interface JumpToTimeProps {
  /** When the first and the last of the shown frames came, in milliseconds since the Unix epoch. */
  readonly first: number;
  readonly last: number;
  readonly onJump: (time: number) => void;
  readonly onEnd: () => void;
}

/** Asks for a time and goes there; stays open for the next one until Escape. */
export function JumpToTime({ first, last, onJump, onEnd }: JumpToTimeProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <form
      class="bar list-bar"
      onSubmit={(event) => {
        event.preventDefault();
        const time = parseMoment(input.current?.value ?? '', first, last);
        setWrong(time === null);
        if (time !== null) onJump(time);
      }}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <label for="jump-to-time">Jump to time</label>
      <input
        ref={input}
        id="jump-to-time"
        class="input"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'jump-to-time-error' : undefined}
        placeholder="14:07:31.5, or +90s from the first"
        spellcheck={false}
        onInput={() => setWrong(false)}
      />
      <button type="submit" class="button">
        Jump
      </button>
      <button type="button" class="button quiet" onClick={onEnd}>
        Close
      </button>
      <span id="jump-to-time-error" class="error-text" role="alert">
        {isWrong && 'Write a time of day, such as 14:07:31.5, or a span from the first frame, such as +90s.'}
      </span>
    </form>
  );
}
