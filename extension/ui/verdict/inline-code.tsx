import type { JSX } from 'preact';

/** A sentence in which backticks mark code and asterisks what a button says. */
export function InlineCode({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text.split(/(`[^`]*`|\*[^*`]+\*)/).map((part, key) => {
        if (part.length > 1 && part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>;
        return part.length > 2 && part.startsWith('*') ? <b key={key}>{part.slice(1, -1)}</b> : part;
      })}
    </>
  );
}
