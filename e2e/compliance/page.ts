import { clauseGroups } from './all-clauses.ts';
import { benchFor, plainText } from './bench.ts';

/** How long a clause may take, in milliseconds. */
const PATIENCE = 6_000;

const giveUp = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no result in time')), PATIENCE);
  });

declare global {
  /** Observes one clause. @returns the result; it begins with `unexpected` where the clause itself failed */
  var observeClause: (group: string, clause: string, url: string) => Promise<string>;
}

globalThis.observeClause = async (group, name, url) => {
  const clause = clauseGroups
    .find((each) => each.name === group)
    ?.clauses.find((each) => each.clause === name);
  try {
    const result = Promise.resolve(clause?.observe(benchFor(url)));
    return plainText(await Promise.race([result, giveUp()]));
  } catch (error) {
    return `unexpected ${error instanceof Error ? error.stack : String(error)}`;
  }
};
