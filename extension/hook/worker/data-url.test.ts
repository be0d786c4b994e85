import { describe, expect, it } from 'vitest';
import { withHookInData } from './data-url.ts';

const read = async (url: string | null) => (await fetch(url ?? '')).text();

describe('a data: URL with the hook before its script', () => {
  it.for([
    'data:text/javascript,x(%22a,b%22)',
    'data:,x(%22a,b%22)',
    'data:text/javascript;charset=utf-8,x(%22a,b%22)',
    `data:text/javascript;base64,${btoa('x("a,b")')}`,
    `data:text/javascript;BASE64 ,${btoa('x("a,b")')}`,
  ])('%s', async (url) => {
    expect(await read(withHookInData(url, 'hook("%#");'))).toBe('hook("%#");x("a,b")');
  });

  it('leaves alone what it cannot read', () => {
    expect(withHookInData('data:text/javascript', 'hook')).toBe(null);
    expect(withHookInData('data:text/javascript;base64,%41%41', 'hook')).toBe(null);
  });

  it('keeps the bytes of what is not ASCII', async () => {
    const utf8 = String.fromCharCode(...new TextEncoder().encode('é'));
    expect(await read(withHookInData(`data:text/javascript;base64,${btoa(utf8)}`, 'hook;'))).toBe('hook;é');
  });
});
