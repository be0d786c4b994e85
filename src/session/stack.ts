/** One call of an initiator's stack. Lines and columns count from 1. */
export interface StackFrame {
  readonly functionName: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** V8: `    at name (url:line:column)` or `    at url:line:column`, `async` before the name. */
const V8 =
  /^\s*at (?:async )?(?:(.*?) \()?((?:[a-z][\w+.-]*:\/\/|blob:|data:|<anonymous>|wasm:).*?):(\d+)(?::(\d+))?\)?$/i;
/** SpiderMonkey: `name@url:line:column`. */
const SPIDERMONKEY = /^(.*?)@(.*?):(\d+):(\d+)$/;
/** WebAssembly has a function and an offset for line and column: `url:wasm-function[12]:0x1a2b`. */
const WASM = /^\s*(?:at )?(?:(.*?)(?: \(|@))?(\S*?):?wasm-function\[(\d+)\]:(0x[\da-f]+)\)?$/i;

const OWN = /^(?:chrome|moz)-extension:|^<anonymous code>$/;

/** Reads `Error.stack` of either browser, without the frames of the extension's own hook. */
export function parseStack(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((line) => {
    const frame = parseLine(line);
    return frame && !OWN.test(frame.url) ? [frame] : [];
  });
}

function parseLine(line: string): StackFrame | null {
  const wasm = WASM.exec(line);
  if (wasm) {
    const [, name, url = '', number, offset = '0'] = wasm;
    return { functionName: name || `wasm-function[${number}]`, url, line: 1, column: Number(offset) + 1 };
  }
  const match = V8.exec(line) ?? SPIDERMONKEY.exec(line);
  if (!match) return null;
  const [, name = '', url = '', row, column = '1'] = match;
  return { functionName: name.trim(), url, line: Number(row), column: Number(column) };
}
