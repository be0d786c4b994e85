import { describe, expect, it } from 'vitest';
import { parseStack } from './stack.ts';

describe('parseStack', () => {
  it('reads V8 stacks without the frames of the hook', () => {
    const stack = `Error
    at be (chrome-extension://abc/hook/websocket-hook.iife.js:1:6594)
    at Object.construct (chrome-extension://abc/hook/websocket-hook.iife.js:1:7373)
    at connect (http://localhost:8080/game.js:12:18)
    at async http://localhost:8080/:3:5`;
    expect(parseStack(stack)).toEqual([
      { functionName: 'connect', url: 'http://localhost:8080/game.js', line: 12, column: 18 },
      { functionName: '', url: 'http://localhost:8080/', line: 3, column: 5 },
    ]);
  });

  it('reads SpiderMonkey stacks', () => {
    const stack =
      'be@<anonymous code>:1:6594\nconnect@http://localhost:8080/game.js:12:18\n@http://localhost:8080/:1:22\n';
    expect(parseStack(stack)).toEqual([
      { functionName: 'connect', url: 'http://localhost:8080/game.js', line: 12, column: 18 },
      { functionName: '', url: 'http://localhost:8080/', line: 1, column: 22 },
    ]);
  });

  it('reads WebAssembly frames of both', () => {
    expect(parseStack('    at game.connect (http://localhost/client.wasm:wasm-function[42]:0x1a2b)')).toEqual(
      [{ functionName: 'game.connect', url: 'http://localhost/client.wasm', line: 1, column: 0x1a2c }],
    );
    expect(parseStack('connect@http://localhost/client.wasm:wasm-function[42]:0x10')).toEqual([
      { functionName: 'connect', url: 'http://localhost/client.wasm', line: 1, column: 17 },
    ]);
  });

  it('leaves out what it does not understand', () => {
    expect(parseStack('')).toEqual([]);
    expect(parseStack('anything\nat all')).toEqual([]);
  });
});
