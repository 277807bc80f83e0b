// `npm run mutation [-- --mutate lib/payments/price-order.ts]`: changes the code in small ways and sees
// whether a test fails. Incremental: what has not changed since the last run is not tried again. All of
// them take a night; `MUTATION_PART=1/10` in the environment tries a tenth, `2/10` the next.
// Paths begin at the top of the repository, where Stryker is started.
const part = process.env.MUTATION_PART;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['lib/payments/**/*.ts', 'lib/webhooks/**/*.ts', '!**/*.test.ts', '!**/testing/**'],
  testRunner: 'vitest',
  vitest: { configFile: 'scripts/mutation/vitest.config.ts', related: true },
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: `test-results/mutation/incremental${part ? `-${part.replace('/', '-of-')}` : ''}.json`,
  ...(part
    ? { plugins: ['@stryker-mutator/*', './scripts/mutation/part.mjs'], checkers: ['part'] }
    : {}),
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: 'test-results/mutation/report.html' },
  jsonReporter: { fileName: 'test-results/mutation/report.json' },
  clearTextReporter: { logTests: false, allowColor: false },
  // Each has an emulator and a database of its own.
  concurrency: 2,
  dryRunTimeoutMinutes: 30,
  timeoutMS: 30_000,
  timeoutFactor: 3,
  tempDirName: 'test-results/mutation/sandbox',
  // Words for people and types are no behaviour; what is not loaded once only is not worth its restarts.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  ignorePatterns: ['.next', '.data', 'test-results', 'e2e', 'docs', 'bench'],
};
