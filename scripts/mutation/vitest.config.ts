import base from '../../vitest.config';
import { mergeConfig } from 'vitest/config';

const all = ['lib/**/*.test.ts', 'app/api/**/*.test.ts'];

/**
 * The unit tests as Stryker runs them: those that a mutant of payments or webhooks could make fail, or
 * those alone that `MUTATION_TESTS` names (with commas), for a look at one file.
 */
export default mergeConfig(
  // Lists are joined: what the base includes must not come along. Stryker runs tests in threads, which
  // take no options of V8.
  { ...base, test: { ...base.test, include: [], execArgv: [] } },
  {
    test: {
      include: process.env.MUTATION_TESTS ? process.env.MUTATION_TESTS.split(',') : all,
      sequence: { shuffle: { tests: false } },
    },
  },
);
