// @ts-check
/** Gives the C program its port, `?port=9999`, and shows what it prints. */
const port = new URLSearchParams(location.search).get('port') ?? '9999';

/** @param {string} id @param {string} text */
function add(id, text) {
  document.getElementById(id)?.append(text);
}

// Emscripten takes its settings from this global.
Object.assign(globalThis, {
  Module: {
    arguments: [port],
    print: (/** @type {string} */ line) => add('status', `${line}\n`),
    printErr: (/** @type {string} */ line) => add('status', `${line}\n`),
  },
});
addEventListener('DOMContentLoaded', () => add('port', port));
