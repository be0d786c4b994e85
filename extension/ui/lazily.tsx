import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** What has become of the code of a component. */
type Loaded<P> = { readonly Component: ComponentType<P> } | { readonly error: string } | null;

/**
 * A component whose code is loaded when it is first shown.
 * @param load imports it; asked again where it failed and the person comes back
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element {
  let loaded: Loaded<P> = null;
  return function Lazy(props: P): JSX.Element {
    const [shown, setShown] = useState<Loaded<P>>(loaded);
    useEffect(() => {
      if (shown) return;
      const show = async () => {
        try {
          loaded = { Component: await load() };
          setShown(loaded);
        } catch (error) {
          setShown({ error: String(error) });
        }
      };
      void show();
    }, []);
    if (!shown) return <p class="workbench-note">Loading …</p>;
    if ('error' in shown) return <p class="workbench-note">This part could not be loaded: {shown.error}</p>;
    return <shown.Component {...props} />;
  };
}
