import { sequenceOf } from '../sequence-of.ts';
import { apply, construct, defineProperty, getterOf, isBlob } from '../primordials.ts';
import { withHookInData } from './data-url.ts';
import { replaceMethod } from './replacing.ts';

const NativeBlob = Blob;
const typeOf = getterOf<string>(Blob.prototype, 'type');
const nativeCreate = URL.createObjectURL;
const nativeRevoke = URL.revokeObjectURL;
const { get: mapGet, set: mapSet, delete: mapDelete } = Map.prototype;
const nativeStartsWith = String.prototype.startsWith;

interface KnownBlob {
  readonly blob: Blob;
  /** URL of the same script with the hook before it, once a worker was made of it. */
  hooked: string | null;
}

/** The URLs of scripts that no network request fetches, so that the hook has to be put before them here. */
export class ScriptUrls {
  readonly #source: string;
  readonly #blobs = new Map<string, KnownBlob>();

  constructor(source: string) {
    this.#source = source;
    // Of a blob: URL nobody can tell which Blob it is of.
    replaceMethod(URL, 'createObjectURL', (native, self, args) => {
      const url = apply(native, self, args) as string;
      const blob = args[0];
      if (isBlob(blob)) apply(mapSet, this.#blobs, [url, { blob, hooked: null }]);
      return url;
    });
    replaceMethod(URL, 'revokeObjectURL', (native, self, args) => {
      const known = this.#known(args[0]);
      if (known) {
        apply(mapDelete, this.#blobs, [args[0]]);
        if (known.hooked !== null) apply(nativeRevoke, URL, [known.hooked]);
      }
      return apply(native, self, args);
    });
  }

  /** The arguments of a worker's constructor, with the script's URL replaced where the hook must be put before it. */
  withHook(args: unknown[]): unknown[] {
    const url = args[0];
    // Objects are left to the browser: their conversion can be seen, and a TrustedScriptURL must stay one.
    if (typeof url !== 'string') return args;
    const hooked = this.#hooked(url);
    if (hooked === null) return args;
    const replaced: unknown[] = [hooked];
    for (let i = 1; i < args.length; i++) {
      defineProperty(replaced, i, {
        __proto__: null,
        value: args[i],
        configurable: true,
      } as PropertyDescriptor);
    }
    return replaced;
  }

  #hooked(url: string): string | null {
    if (apply(nativeStartsWith, url, ['data:'])) return withHookInData(url, this.#source);
    const known = this.#known(url);
    if (!known) return null;
    if (known.hooked === null) {
      const parts = sequenceOf([this.#source, known.blob] as unknown[]);
      const options = { __proto__: null, type: typeOf(known.blob) };
      known.hooked = apply(nativeCreate, URL, [construct(NativeBlob, [parts, options])]) as string;
    }
    return known.hooked;
  }

  #known(url: unknown): KnownBlob | undefined {
    return apply(mapGet, this.#blobs, [url]) as KnownBlob | undefined;
  }
}
