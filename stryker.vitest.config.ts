import base from './vitest.config';
import { mergeConfig } from 'vitest/config';

/** The unit tests as Stryker runs them: those that a mutant of payments or webhooks could make fail. */
export default mergeConfig(base, {
  test: {
    include: ['lib/{payments,webhooks,model}/**/*.test.ts', 'app/api/**/*.test.ts'],
    sequence: { shuffle: { tests: false } },
  },
});
