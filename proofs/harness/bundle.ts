import path from 'node:path';
import { build } from 'esbuild';

export const root = path.resolve(import.meta.dirname, '../..');

const nothing = path.join(root, 'node_modules/server-only/empty.js');

/**
 * Makes one file of an engine and all of the shop that it uses, so that it starts quickly. It lies
 * inside the repository, where its packages are found.
 */
export async function bundleEngine(): Promise<string> {
  const outfile = path.join(root, 'node_modules/.cache/souk-proofs/engine.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['proofs/engine/engine.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Packages that bring files of their own beside their code; all others start quicker in one file.
    external: ['@electric-sql/*', 'pg', 'pg-boss'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    alias: {
      // Throws outside of a React server bundle, which an engine is not.
      'server-only': nothing,
      // Nobody signs in to an engine, and the library takes longer to load than all the rest.
      'better-auth/adapters/drizzle': nothing,
      'better-auth': nothing,
    },
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return outfile;
}
