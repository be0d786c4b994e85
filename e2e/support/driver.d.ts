/** What a test does with a browser, the same for both. */
export interface Driver {
  readonly name: 'chromium' | 'firefox';
  /** A page on https may have any certificate. */
  openPage(url: string): Promise<InspectedPage>;
  /** The panel inside the browser's own DevTools. */
  openPanel(page: InspectedPage): Promise<Surface>;
  /** A page of the extension in a tab, such as `tester.html`. */
  openExtensionPage(path: string): Promise<Surface>;
  /** Device pixels in a CSS pixel, from now on for a page of the extension; in Firefox for all pages. */
  setPixelRatio(surface: Surface, ratio: number): Promise<void>;
  /** URLs of all tabs. */
  tabs(): Promise<string[]>;
  /** What the extension's own pages have thrown since the last call. */
  takeErrors(): Promise<string[]>;
  /** Stops the extension's background as the browser does when it is idle; where there is none, does nothing. */
  stopBackground(): Promise<void>;
  /** Closes the tabs that a new browser opens with; call it when there is another, or the browser ends. */
  closeBlankTabs(): Promise<void>;
  close(): Promise<void>;
  /** Runs in the browser's own window; only Firefox has such a thing. */
  readonly chrome?: Evaluate;
  /** Resolves when the browser has gone, by whoever closed it. */
  readonly closed: Promise<unknown>;
}

export type Evaluate = <A extends readonly unknown[], R>(
  run: (...args: A) => R,
  ...args: A
) => Promise<Awaited<R>>;

export interface InspectedPage {
  readonly evaluate: Evaluate;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** The extension's number for the tab. */
  tabId(): Promise<number>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** A page of the extension. Clicks and keys are trusted input of the browser. */
export interface Surface {
  readonly evaluate: Evaluate;
  clickAt(x: number, y: number): Promise<void>;
  /** Names of single keys, as `KeyboardEvent.key` has them; a modifier before them with `+`. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}
