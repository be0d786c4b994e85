import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseListenOption } from '../src/cli/listen-option.ts';
import { clients } from '../src/diagnosis/clients/registry.ts';
import { engines } from '../src/diagnosis/engines/registry.ts';

const FOLDER = new URL('../docs/engines/', import.meta.url);
/** What fits a page. */
const LINES = 75;

/** The engine of `src/diagnosis` whose fix a guide must give too, and the URL in it. */
const FIX_OF: Readonly<Record<string, string>> = {
  'emscripten.md': 'emscripten-sockets',
  'godot.md': 'godot',
  'phaser.md': 'javascript',
};

describe.for(readdirSync(FOLDER))('%s', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');

  test('fits a page', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(LINES);
  });

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    const missing = links.filter((link) => !existsSync(fileURLToPath(new URL(link, FOLDER))));
    expect(missing).toEqual([]);
  });

  test('says nothing to the echo server that it does not understand', () => {
    const listeners = [...text.matchAll(/--listen (\S+)/g)].map(([, option = '']) => option);
    const queries = [...text.matchAll(/localhost:9999\/?\?([^\s`'"]+)/g)].map(([, query = '']) => query);
    for (const option of [...listeners, ...queries.map((query) => `0,${query.replaceAll('&', ',')}`)])
      expect(() => parseListenOption(option), option).not.toThrow();
  });

  test('names clients that the doctor knows', () => {
    const named = [...text.matchAll(/--client (\S+)/g)].map(([, id = '']) => id);
    const known = clients.map(({ id }) => id);
    expect(known).toEqual(expect.arrayContaining(named));
  });

  test('gives the fix that a verdict gives', () => {
    const engine = engines.find(({ id }) => id === FIX_OF[name]);
    for (const { code } of engine?.offerNone('ws://localhost:9999') ?? []) expect(text).toContain(code);
  });
});
