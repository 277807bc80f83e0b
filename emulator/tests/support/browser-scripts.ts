import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

let built: Promise<void> | undefined;

/**
 * Builds what browsers run into `dist/browser`, where an emulator started from source reads it; once
 * a worker.
 */
export function buildBrowserScripts(): Promise<void> {
  return (built ??= writeBrowserScripts());
}

/** Files that did not change are not written: suites run side by side. */
async function writeBrowserScripts(): Promise<void> {
  const entries = join(root, 'elements', 'entries.mjs');
  const { browserEntries } = (await import(entries)) as { browserEntries: Record<string, string> };
  const folder = join(root, 'dist', 'browser');
  mkdirSync(folder, { recursive: true });
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: browserEntries,
    bundle: true,
    format: 'iife',
    target: 'es2020',
    minify: true,
    write: false,
    outdir: folder,
  });
  for (const { path, text } of outputFiles) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path);
  }
}

/** Bundles a page's own script, as an app's build would. */
export async function bundlePage(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
