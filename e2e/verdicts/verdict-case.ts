import type { BadServers } from '../support/bad-servers.ts';
import type { Driver } from '../support/driver.d.ts';
import type { Echo } from '../support/echo.ts';
import type { Site } from '../support/site.ts';

/** What a case can be staged with. */
interface Stage {
  readonly driver: Driver;
  readonly echo: Echo;
  readonly badServers: BadServers;
  readonly site: Site;
}

/** What the inspected page does. */
export interface Scene {
  readonly url: string;
  readonly protocols?: readonly string[];
  /** URL of the page; an ordinary one where it is absent. */
  readonly page?: string;
  /** Runs in the page, so that it may use nothing but its arguments; connects once where it is absent. */
  readonly act?: (url: string, protocols: readonly string[]) => unknown;
}

/** What the panel is to say; `proved` and `failure` where nothing else is written. */
interface Expected {
  /** Another cause than that of the case: the browser cannot tell it, and says so. */
  readonly cause?: string;
  readonly certainty?: 'likely' | 'possible';
  readonly severity?: 'warning' | 'info';
  readonly says?: RegExp;
}

/** One way in which a cause comes about. */
export interface VerdictCase {
  readonly title: string;
  readonly cause: string;
  readonly arrange: (stage: Stage) => Scene | Promise<Scene>;
  /** The person clicks *Find out why* before the verdict is known. */
  readonly isProbed?: boolean;
  /** `null`: this browser connects, rightly. A text: why it cannot be tested there. */
  readonly chromium?: Expected | string | null;
  readonly firefox?: Expected | string | null;
  /** Undoes what `arrange` did to the browser. */
  readonly tidy?: (stage: Stage) => Promise<unknown>;
}

/** The echo server misbehaves, on a port of its own: Firefox delays connections to one that failed a moment ago. */
export function echoing(
  cause: string,
  settings: string,
  rest: Partial<VerdictCase> & { readonly protocols?: readonly string[]; readonly act?: Scene['act'] } = {},
): VerdictCase {
  const { protocols = [], act, ...expected } = rest;
  return {
    title: settings,
    cause,
    arrange: async ({ echo }) => ({
      url: `ws://127.0.0.1:${await echo.listen('')}/?${settings}`,
      protocols,
      ...(act && { act }),
    }),
    ...expected,
  };
}
