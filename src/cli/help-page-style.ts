/** The help page's style, in the colours that the reader's system prefers. */
export const HELP_PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #e6e8eb);
  --faint: light-dark(#59636e, #9aa4af);
  --ground: light-dark(#ffffff, #16191d);
  --raised: light-dark(#f5f7f9, #1f242a);
  --line: light-dark(#d8dee4, #343b43);
  --accent: light-dark(#0b63ce, #6cb0ff);
  --fault: light-dark(#b3261e, #ff8a80);
}
* { box-sizing: border-box; }
body {
  max-width: 64rem; margin: 0 auto; padding: 2rem 1.25rem 4rem;
  background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif;
}
h1 { margin: 0 0 .25rem; font-size: 1.6rem; letter-spacing: -.01em; }
header p { max-width: 46rem; margin: 0 0 1rem; color: var(--faint); }
header .note { color: var(--text); }
code, output, input, select { font: 13px/1.5 ui-monospace, monospace; }
.results {
  position: sticky; top: 0; margin: 1rem 0; padding: .75rem 1rem;
  background: var(--raised); border: 1px solid var(--line); border-radius: 8px;
}
.result { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; align-items: center; }
.result + .result { margin-top: .5rem; }
.label { grid-column: 1 / -1; color: var(--faint); font-size: 12px; }
output { overflow-wrap: anywhere; user-select: all; }
.fault { margin: .25rem 0 0; color: var(--fault); }
.fault:empty { display: none; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--faint); font-size: 12px; font-weight: 500; }
tbody th { width: 9rem; font: 600 13px/1.9 ui-monospace, monospace; }
tbody td:nth-child(2) { width: 15rem; }
input, select, button {
  color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 5px; padding: .2rem .5rem;
}
input, select { width: 100%; }
input::placeholder { color: var(--faint); opacity: 1; }
button { font: 13px/1.5 system-ui, sans-serif; min-width: 4.5rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
@media (max-width: 40rem) {
  .results { position: static; }
  thead { display: none; }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td, tbody td:nth-child(2) { display: block; width: auto; padding: .1rem 0; border: 0; }
}
`;
