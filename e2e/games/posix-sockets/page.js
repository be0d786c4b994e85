// @ts-check
/**
 * Gives the C program its address, `?host=127.0.0.1&port=9999`, and shows what it prints: the newest line in the title
 * and in `#status`, all of them in `#log`.
 */
const query = new URLSearchParams(location.search);
const host = query.get('host') ?? '127.0.0.1';
const port = query.get('port') ?? '9999';
const LINES_KEPT = 200;
/** @type {string[]} */
const lines = [];

/** @param {string} id @param {string} text */
function show(id, text) {
  const element = document.getElementById(id);
  // Writing the same text again would make a screen reader say it again.
  if (element && element.textContent !== text) element.textContent = text;
}

/** @param {string} line */
function printed(line) {
  lines.push(line);
  if (lines.length > LINES_KEPT) lines.shift();
  document.title = `${line} – POSIX sockets`;
  show('status', line);
  show('log', lines.join('\n'));
}

// Emscripten takes its settings from this global.
Object.assign(globalThis, { Module: { arguments: [host, port], print: printed, printErr: printed } });
addEventListener('DOMContentLoaded', () => show('address', `${host}:${port}`));
