import { fileURLToPath } from 'node:url';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { build, defineConfig, type UserConfig } from 'vite';
import { withOwnSource } from './extension/hook/worker/own-source.ts';
import manifest from './manifest.json' with { type: 'json' };

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Chrome asks for nothing beyond the content scripts and their hosts, whose plain HTTP answers the tester may read. `webRequest`, `declarativeNetRequest` and `debugger` must
 * never be added here: holding one of the first two blanks Chrome's own handshake error text in the whole profile.
 */
const chromeManifest = {
  ...manifest,
  host_permissions: ['<all_urls>'],
  minimum_chrome_version: '120',
  message_serialization: 'structured_clone',
};

const hookOfPages = manifest.content_scripts.find(({ world }) => world === 'MAIN');

const firefoxManifest = {
  ...manifest,
  permissions: ['webRequest', 'webRequestBlocking', 'webRequestFilterResponse'],
  content_scripts: [...manifest.content_scripts, { ...hookOfPages, js: ['hook/worker/owner-hook.iife.ts'] }],
  host_permissions: ['<all_urls>'],
  background: { scripts: ['background/background.ts'], type: 'module' },
  browser_specific_settings: {
    gecko: {
      id: 'socketscope@socketscope.dev',
      strict_min_version: '142.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

/** The hook for workers as one line of text: Firefox's build puts it before scripts that it never loads itself. */
async function workerHook(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'firefox142',
      modulePreload: false,
      rolldownOptions: {
        input: path('extension/hook/worker/worker-hook.iife.ts'),
        output: { format: 'iife' },
      },
    },
  });
  const output = Array.isArray(built) ? built[0]?.output : 'output' in built ? built.output : undefined;
  const code = output?.[0].code.trim() ?? '';
  if (!/^[ -~]+$/.test(code)) throw new Error('The hook for workers must be one line of ASCII');
  return withOwnSource(`function(__SOCKETSCOPE_HOOK__){${code}}`);
}

async function extension(target: 'chrome' | 'firefox'): Promise<UserConfig> {
  const targetManifest = target === 'chrome' ? chromeManifest : firefoxManifest;
  return {
    root: path('extension'),
    publicDir: false,
    define: {
      __FIREFOX__: JSON.stringify(target === 'firefox'),
      ...(target === 'firefox' ? { __WORKER_HOOK__: JSON.stringify(await workerHook()) } : {}),
    },
    // protobufjs is wanted for reading schemas; what it builds decoders with, a page of an extension may not do.
    resolve: {
      alias: [{ find: /^\.\/util\/codegen$/, replacement: path('src/decoders/proto/no-code-generation.ts') }],
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    plugins: [crx({ manifest: targetManifest as unknown as ManifestV3Export, browser: target })],
    build: {
      outDir: path(`dist/${target}`),
      emptyOutDir: true,
      target: target === 'chrome' ? 'chrome120' : 'firefox142',
      modulePreload: false,
      rolldownOptions: {
        input: ['panel.html', 'tester.html', 'toolbar.html'].map((page) => path(`extension/${page}`)),
      },
    },
  };
}

const commandLine: UserConfig = {
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: path('src/cli/socketscope.ts'),
    outDir: path('dist/cli'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'socketscope.mjs', codeSplitting: false } },
  },
};

export default defineConfig(({ mode }) => {
  if (mode === 'chrome' || mode === 'firefox') return extension(mode);
  if (mode === 'cli') return commandLine;
  return {
    // A slow machine is no failure: only what hangs is.
    test: {
      include: ['{src,extension,scripts}/**/*.test.{ts,tsx}'],
      testTimeout: 30_000,
      hookTimeout: 30_000,
    },
    resolve: { alias: { 'fast-check': path('scripts/seeded-fast-check.mjs') } },
  } as UserConfig;
});
