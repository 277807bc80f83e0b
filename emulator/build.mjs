// Builds dist/, which needs nothing installed beside it: the server (cli.js, index.js, index.cjs) with
// its types, what Playwright and Cypress need, the preload, and the scripts that run in a browser.
// `--if-stale` does nothing when the sources are those of the last build; `--out DIR` builds elsewhere.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  cypressDeclarations,
  playwrightDeclarations,
  publicDeclarations,
} from './declarations.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const outAt = process.argv.indexOf('--out') + 1;
const dist = outAt ? path.resolve(process.argv[outAt] ?? '') : path.join(root, 'dist');
const stamp = path.join(dist, '.built-from');

/** What a build depends on; tests and the generator's own code are not among it. */
const sources = [
  'billing',
  'build.mjs',
  'cypress',
  'declarations.mjs',
  'elements',
  'events',
  'generated',
  'hosts',
  'index.ts',
  'package.json',
  'pages',
  'playwright',
  'preload',
  'resources',
  'rules',
  'server',
  'store',
];

function* files(entry) {
  const full = path.join(root, entry);
  if (!fs.existsSync(full)) return;
  if (!fs.statSync(full).isDirectory()) return yield entry;
  for (const name of fs.readdirSync(full).sort()) yield* files(path.join(entry, name));
}

function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const entry of sources) {
    for (const file of files(entry)) {
      if (/\.test\.ts$/.test(file)) continue;
      const content = fs.readFileSync(path.join(root, file));
      hash.update(file).update('\0').update(content).update('\0');
    }
  }
  return hash.digest('hex');
}

function isFresh(wanted) {
  return (
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === wanted &&
    fs.existsSync(path.join(dist, 'cli.js'))
  );
}

/** The licence texts of what is bundled: their condition for being handed on. */
function licensesOf(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder) folders.add(path.join(root, folder));
  }
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version } = JSON.parse(
        fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
      );
      const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      if (!file) throw new Error(`${name} has no licence text to hand on.`);
      return `${name} ${version}\n\n${fs.readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Leaves an import to another file of the package, which stands beside this one when built. */
function besides(imported, built) {
  return {
    name: 'besides',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\.?\// }, ({ path: asked }) =>
        asked === imported ? { path: built, external: true } : undefined,
      ),
  };
}

async function build() {
  const { build: bundle } = await import('esbuild');
  const { browserEntries } = await import('./elements/entries.mjs');
  fs.mkdirSync(dist, { recursive: true });
  fs.rmSync(stamp, { force: true });
  const node = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'eof',
    logLevel: 'warning',
  };
  const server = {
    ...node,
    format: 'esm',
    metafile: true,
    // All is bundled, because one file starts faster than many; some dependencies still `require`.
    banner: {
      js: "import { createRequire as souk_require } from 'node:module';\nconst require = souk_require(import.meta.url);",
    },
  };
  const [cli] = await Promise.all([
    bundle({
      ...server,
      entryPoints: ['server/cli.ts'],
      outfile: path.join(dist, 'cli.js'),
      banner: { js: `#!/usr/bin/env node\n${server.banner.js}` },
    }),
    // CommonJS, which both `import` and the `require` of older test runners can load.
    bundle({
      ...node,
      format: 'cjs',
      entryPoints: ['index.ts'],
      outfile: path.join(dist, 'index.cjs'),
      define: { 'import.meta.url': 'souk_here' },
      banner: { js: "const souk_here = require('node:url').pathToFileURL(__filename).href;" },
    }),
    bundle({
      ...node,
      format: 'cjs',
      entryPoints: ['preload/preload.ts'],
      outfile: path.join(dist, 'preload.cjs'),
    }),
    bundle({
      ...node,
      format: 'cjs',
      entryPoints: ['playwright/index.ts'],
      outfile: path.join(dist, 'playwright.cjs'),
      plugins: [besides('../index', './index.cjs')],
    }),
    bundle({
      ...node,
      format: 'cjs',
      entryPoints: ['cypress/index.ts'],
      outfile: path.join(dist, 'cypress.cjs'),
    }),
    bundle({
      absWorkingDir: root,
      bundle: true,
      minify: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2020',
      entryPoints: browserEntries,
      outdir: path.join(dist, 'browser'),
      logLevel: 'warning',
    }),
  ]);
  fs.writeFileSync(
    path.join(dist, 'index.js'),
    "import program from './index.cjs';\n\nexport const { createEmulator } = program;\n",
  );
  const { names, types: playwrightTypes } = await playwrightDeclarations(root);
  fs.writeFileSync(
    path.join(dist, 'playwright.js'),
    `import program from './playwright.cjs';\n\nexport const { ${names.join(', ')} } = program;\n`,
  );
  fs.writeFileSync(path.join(dist, 'playwright.d.ts'), playwrightTypes);
  fs.writeFileSync(path.join(dist, 'playwright.d.cts'), playwrightTypes);
  fs.writeFileSync(
    path.join(dist, 'cypress.js'),
    "import program from './cypress.cjs';\n\nexport const { launchWithStripe } = program;\n",
  );
  const cypressTypes = cypressDeclarations(root);
  fs.writeFileSync(path.join(dist, 'cypress.d.ts'), cypressTypes);
  fs.writeFileSync(path.join(dist, 'cypress.d.cts'), cypressTypes);
  const types = await publicDeclarations(root);
  fs.writeFileSync(path.join(dist, 'index.d.ts'), types);
  fs.writeFileSync(path.join(dist, 'index.d.cts'), types);
  fs.writeFileSync(path.join(dist, 'preload.d.cts'), 'export {};\n');
  fs.writeFileSync(path.join(dist, 'licenses.txt'), licensesOf(Object.keys(cli.metafile.inputs)));
  fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
}

const wanted = fingerprint();
if (process.argv.includes('--if-stale') && isFresh(wanted)) process.exit(0);
await build();
fs.writeFileSync(stamp, wanted);
