// The borders between rooms: which folder may import which. Checked by `npm run lint:borders`.
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const only = (name, path, allowed, comment) =>
  forbid(
    name,
    { path, pathNot: tests },
    { path: '^(app|components|lib|emulator|e2e|bench|scripts|proofs)/', pathNot: allowed },
    comment,
  );
const tests = '\\.test\\.tsx?$|/testing(/|\\.tsx?$)';
const npm = (name) => `^node_modules/${name}(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
const config = {
  forbidden: [
    forbid(
      'no-circular',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'Two files that need each other at run time are one file, or three.',
    ),
    only(
      'app-imports',
      '^app/',
      '^(app|components)/|^lib/(payments|subscriptions|legacy|lab|seller|operator|test-data|mail|webhooks|work|onboarding|session|security|catalog|inspector|health|language|browser|model|config)/',
      'Routes use components and use-cases; never the Stripe client, the tables or the jobs.',
    ),
    only(
      'components-imports',
      '^components/',
      '^components/|^lib/(browser|language|model)/',
      'What is seen knows nothing of the server but its language; pages hand it what it shows and calls.',
    ),
    forbid(
      'lib-imports',
      { path: '^lib/' },
      { path: '^(app|components|e2e|bench|scripts|proofs)/' },
      'What is decided does not know how it is shown or tested.',
    ),
    only(
      'model-imports',
      '^lib/model/',
      '^lib/model/|^lib/language/(languages|formats|words)\\.ts$',
      'Types and pure functions: they are handed the words that they say.',
    ),
    only(
      'language-imports',
      '^lib/language/',
      '^lib/(language|config)/|^lib/session/cookie-name',
      'Texts and formats know nothing of what they speak of.',
    ),
    forbid(
      'texts-stay-on-the-server',
      { path: '^(components|lib/(browser|model))/', pathNot: tests },
      { path: '^lib/language/(texts|messages)' },
      'All texts of all languages are much too heavy for a browser: `words()` and `useWords()`.',
    ),
    only(
      'browser-imports',
      '^lib/browser/',
      '^lib/(browser|model)/|^lib/language/languages',
      'Runs in the browser.',
    ),
    only(
      'config-imports',
      '^lib/config/',
      '^lib/(config|model)/',
      'Reads the environment, knows nobody.',
    ),
    only(
      'store-imports',
      '^lib/store/',
      '^lib/(store|config|model)/|^lib/language/languages',
      'Tables and repositories.',
    ),
    only(
      'jobs-imports',
      '^lib/jobs/',
      '^lib/(jobs|store|config|model)/',
      'The queue knows no use-case: who starts the workers hands them what is to be done.',
    ),
    only(
      'stripe-imports',
      '^lib/stripe/',
      '^lib/(stripe|inspector|store|config|model)/|^lib/language/words\\.ts$',
      'The Stripe client records its calls in the inspector; beyond that it knows no use-case.',
    ),
    only(
      'inspector-imports',
      '^lib/inspector/',
      '^lib/(inspector|store|config|model)/',
      'Records and reads calls.',
    ),
    only(
      'health-imports',
      '^lib/health/',
      '^lib/(health|store|config|model)/',
      'Asks each part whether it is there, and knows no use-case.',
    ),
    forbid(
      'stripe-has-one-door',
      {
        path: '^(app|components|lib|proxy|instrumentation)',
        pathNot: '^lib/stripe/|\\.test\\.ts$|/testing/',
      },
      { path: npm('stripe') },
      'Only lib/stripe imports the SDK: there is no client without an owner.',
    ),
    forbid(
      'the-sdk-itself-is-the-labs',
      { path: '^(app|components|lib)/', pathNot: '^lib/(lab|legacy)/' },
      { path: '^lib/stripe/lab-sdk' },
      'The lab shows calls as Stripe’s documents write them; everybody else has a client with an owner.',
    ),
    forbid(
      'next-stays-in-app',
      { path: '^lib/', pathNot: '^lib/(session|security|language)/' },
      { path: npm('next') },
      'Use-cases run without Next.',
    ),
    forbid(
      'emulator-stands-alone',
      { path: '^emulator/' },
      { path: '^(app|components|lib|e2e|bench|scripts)/' },
      'The emulator is a product of its own.',
    ),
    forbid(
      'nobody-imports-the-emulator',
      { path: '^(app|components|lib|e2e|bench|proxy|instrumentation)' },
      { path: '^emulator/' },
      'Souk speaks to the emulator as it speaks to Stripe: over HTTP.',
    ),
    only('journeys-imports', '^e2e/', '^e2e/', 'Journeys speak HTTP and browser only.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|dist|generated)(/|$)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};

export default config;
