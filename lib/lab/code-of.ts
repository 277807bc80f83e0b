import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeView } from '../model/lab';

const read = new Map<string, Promise<string>>();

/**
 * The source of an exported function, with the comment above it, from the repository itself: what is
 * shown is what ran. Files of the repository never change while a release runs, so each is read once.
 * Throws when there is no such function.
 */
export async function codeOf(file: string, name: string): Promise<CodeView> {
  // Not `new URL(…, import.meta.url)`: bundles do not lie where the source lay.
  const source = await (read.get(file) ??
    keep(file, readFile(path.join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8')));
  const lines = source.split('\n');
  const start = lines.findIndex((line) =>
    new RegExp(`^export (async function|function|const) ${name}\\b`).test(line),
  );
  if (start < 0) throw new Error(`${file} exports no ${name}`);
  // The formatter closes what it opens at the same column.
  const end = lines.findIndex((line, index) => index >= start && /^(\}|\);|\}\);)$/.test(line));
  const single = lines[start]?.endsWith(';') ? start : end;
  let from = start;
  while (from > 0 && /^(\/\*\*| \*)/.test(lines[from - 1] ?? '')) from -= 1;
  return { file, line: from + 1, text: lines.slice(from, single + 1).join('\n') };
}

function keep(file: string, text: Promise<string>): Promise<string> {
  read.set(file, text);
  text.catch(() => read.delete(file));
  return text;
}
