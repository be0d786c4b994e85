import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Bundles a module, with the packages it uses, into one classic script for a page.
 * @param module relative to `e2e`
 */
export async function bundle(module: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../${module}`, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'bundled' },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error(`${module} was not bundled`);
  return output.output[0].code;
}
