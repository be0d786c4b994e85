import type { Surface } from './driver.d.ts';
import { waitFor } from './waiting.mjs';

export interface ShownVerdict {
  readonly cause: string;
  readonly certainty: string;
  readonly severity: string;
  readonly text: string;
}

/** Place of the data among the columns Direction, Time, Type, Length, Data. */
const DATA = 4;

/** What a person sees and does on a page of the extension; the same in both browsers, panel and tester. */
export class Screen {
  readonly surface: Surface;

  constructor(surface: Surface) {
    this.surface = surface;
  }

  text(): Promise<string> {
    return this.surface.evaluate(() => document.body.innerText);
  }

  /** Rows of a grid, each with the texts of its cells. Only what is scrolled into view exists. */
  rows(grid: 'Connections' | 'Frames'): Promise<string[][]> {
    return this.surface.evaluate(
      (grid) =>
        [...document.querySelectorAll(`[role=grid][aria-label="${grid}"] .scaled-list-rows [role=row]`)].map(
          (row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? ''),
        ),
      grid,
    );
  }

  /** Rows that a grid has in all, its header not counted. */
  rowCount(grid: 'Connections' | 'Frames'): Promise<number> {
    return this.surface.evaluate((grid) => {
      const element = document.querySelector(`[role=grid][aria-label="${grid}"]`);
      if (!element) return 0;
      return (
        Number(element.getAttribute('aria-rowcount')) - (element.querySelector('[role=columnheader]') ? 1 : 0)
      );
    }, grid);
  }

  /** The data column of the frames in view. */
  async frameData(): Promise<string[]> {
    // Markers have one cell; a column with the connection may come after the data.
    return (await this.rows('Frames')).map((cells) => cells[DATA] ?? cells.at(-1) ?? '');
  }

  verdict(): Promise<ShownVerdict | null> {
    return this.surface.evaluate(() => {
      const region = document.querySelector<HTMLElement>('[role=region][aria-label=Verdict]');
      if (!region) return null;
      const { cause = '', certainty = '', severity = '' } = region.dataset;
      return { cause, certainty, severity, text: region.innerText };
    });
  }

  waitForVerdict(cause: string): Promise<ShownVerdict> {
    return this.waitFor(`verdict ${cause}`, async () => {
      const verdict = await this.verdict();
      return verdict?.cause === cause && verdict;
    });
  }

  waitForRows(grid: 'Connections' | 'Frames', count: number, timeout?: number): Promise<true> {
    return this.waitFor(
      `${count} rows in ${grid}`,
      async () => (await this.rowCount(grid)) === count,
      timeout,
    );
  }

  waitForText(text: string): Promise<true> {
    return this.waitFor(`text “${text}”`, async () => (await this.text()).includes(text));
  }

  /** Waits; the error has what the screen showed instead. */
  async waitFor<T>(
    what: string,
    look: () => Promise<T | false | null | undefined>,
    timeout?: number,
  ): Promise<T> {
    try {
      return await waitFor(what, look, timeout);
    } catch (error) {
      throw new Error(
        `${error instanceof Error ? error.message : error}. The screen shows:\n${await this.text()}`,
        { cause: error },
      );
    }
  }

  /** Clicks what has a role and a name, or a row of a grid by its place. */
  async click(role: string, name: string, index = 0): Promise<void> {
    const look = () =>
      this.surface.evaluate(
        (role, name, index) => {
          const implicit: Record<string, string> = {
            button: 'button',
            textbox: 'input,textarea',
            checkbox: 'input[type=checkbox]',
          };
          const nameOf = (element: Element) =>
            (
              element.getAttribute('aria-label') ??
              (element as HTMLInputElement).labels?.[0]?.textContent ??
              element.textContent ??
              ''
            ).trim();
          const candidates = [
            ...document.querySelectorAll(`[role="${role}"]${implicit[role] ? `,${implicit[role]}` : ''}`),
          ];
          const element = candidates.filter(
            (element) => nameOf(element) === name && element.getClientRects().length > 0,
          )[index];
          if (!element) return null;
          element.scrollIntoView({ block: 'nearest' });
          const aim = globalThis as { aimedAt?: Element; isHit?: boolean };
          if (aim.aimedAt !== element) {
            aim.aimedAt = element;
            element.addEventListener('click', () => (aim.isHit = true), true);
          }
          aim.isHit = false;
          const { x, y, width, height } = element.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        },
        role,
        name,
        index,
      );
    let before: Awaited<ReturnType<typeof look>> = null;
    // Twice at the same place: what has just come may still push it away.
    const point = await this.waitFor(`${role} “${name}” at rest`, async () => {
      const now = await look();
      const isAtRest = now !== null && now.x === before?.x && now.y === before.y;
      before = now;
      return isAtRest && now;
    });
    await this.surface.clickAt(point.x, point.y);
    if (!(await this.#isHit())) return this.click(role, name, index);
  }

  /** Whether the last click met what it was aimed at: like a person's, it misses what moves away under it. */
  #isHit(): Promise<boolean> {
    return (
      this.surface
        .evaluate(() => {
          const { isHit, aimedAt } = globalThis as { aimedAt?: Element; isHit?: boolean };
          return isHit === true || aimedAt?.isConnected === false;
        })
        // The click may have closed the page it was on.
        .catch(() => true)
    );
  }

  /** Clicks a row by its place among those in view. */
  async clickRow(grid: 'Connections' | 'Frames', index: number): Promise<void> {
    const point = await this.waitFor(`row ${index} of ${grid}`, () =>
      this.surface.evaluate(
        (grid, index) => {
          const list = document.querySelector(`[role=grid][aria-label="${grid}"]`);
          const top = list?.querySelector('.list-header')?.getBoundingClientRect().bottom ?? 0;
          const rows = [...(list?.querySelectorAll('.scaled-list-rows [role=row]') ?? [])];
          const row = rows.filter((row) => row.getBoundingClientRect().top >= top - 1)[index];
          if (!row) return null;
          const { x, y, height } = row.getBoundingClientRect();
          return { x: x + 40, y: y + height / 2 };
        },
        grid,
        index,
      ),
    );
    await this.surface.clickAt(point.x, point.y);
  }

  /** Chooses the option of a select that begins so, with the arrow keys, and waits until it is chosen. */
  async choose(select: string, beginning: string): Promise<void> {
    const steps = await this.waitFor(`“${beginning}” in ${select}`, () =>
      this.surface.evaluate(
        (select, beginning) => {
          const element = document.querySelector<HTMLSelectElement>(`select[aria-label="${select}"]`);
          const index = [...(element?.options ?? [])].findIndex(({ label }) => label.startsWith(beginning));
          element?.focus();
          return element && index >= 0 ? { count: index - element.selectedIndex } : null;
        },
        select,
        beginning,
      ),
    );
    const key = steps.count < 0 ? 'ArrowUp' : 'ArrowDown';
    await this.surface.press(...Array<string>(Math.abs(steps.count)).fill(key));
    await this.waitFor(`“${beginning}” chosen in ${select}`, () =>
      this.surface.evaluate(
        (select, beginning) =>
          document
            .querySelector<HTMLSelectElement>(`select[aria-label="${select}"]`)
            ?.selectedOptions[0]?.label.startsWith(beginning),
        select,
        beginning,
      ),
    );
  }

  /** Clicks into a field, replaces what it has, and waits until it has the new text. */
  async fill(role: string, name: string, text: string): Promise<void> {
    await this.click(role, name);
    await this.surface.evaluate(() => (document.activeElement as HTMLInputElement).select());
    if (text === '') await this.surface.press('Delete');
    else await this.surface.type(text);
    await this.waitFor(
      `“${text}” in ${name}`,
      async () =>
        (await this.surface.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)) ===
        text,
    );
  }
}
