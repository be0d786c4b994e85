// @ts-check
/**
 * What unit tests get as fast-check: the same cases in every run, so that a test fails for a change and not by chance.
 * `PROPERTY_SEED=random npm run unit` looks for new ones.
 */
import * as library from '../node_modules/fast-check/lib/fast-check.js';

const { PROPERTY_SEED = '1' } = process.env;
if (PROPERTY_SEED !== 'random') library.configureGlobal({ seed: Number(PROPERTY_SEED) });

export * from '../node_modules/fast-check/lib/fast-check.js';
export default library;
