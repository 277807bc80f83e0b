/**
 * Where in our code a call to Stripe was made. The stack is taken when the call is made, which costs
 * microseconds; it is put into words when the call is written down, and once for each place.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalPosition, type SourceMap } from './original-position';

/** A stack that is not read yet: the engine puts it into words when it is asked to. */
export interface CallSite {
  readonly stack?: string;
}

/** The client's own frames, then whoever called it: deep enough to leave `lib/stripe`. */
const frames = 8;

/**
 * Notes who calls, `below` and what it calls left out. A stack is kept for half a second at most, so
 * what its frames hold on to is let go then.
 */
export function captureSite(below: (...given: never[]) => unknown): CallSite {
  const site: CallSite = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frames;
  Error.captureStackTrace(site, below);
  Error.stackTraceLimit = limit;
  return site;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

// Few: as many as there are lines that call Stripe. A recursion could make more, so it is bounded.
const known = new Map<string, Promise<string | null>>();
const mostKnown = 2_000;

/**
 * The line that made the call, relative to the repository: `lib/payments/send-charge.ts:41`. The first
 * frame that is ours and not of the Stripe client itself. Null when it cannot be told: then nothing is
 * shown, as a guess would be worse. Never rejects.
 */
export function siteText(site: CallSite, root: string): Promise<string | null> {
  const stack = site.stack;
  if (!stack) return Promise.resolve(null);
  const told = known.get(stack);
  if (told) return told;
  if (known.size >= mostKnown) known.clear();
  const found = findSite(stack, root).catch(() => null);
  known.set(stack, found);
  return found;
}

async function findSite(stack: string, root: string): Promise<string | null> {
  const maps = new Map<string, Promise<SourceMap | null>>();
  for (const place of placesIn(stack)) {
    const inRoot = ownFile(place.file, root);
    if (!inRoot) continue;
    const built = /^\.next[^/]*\//.test(inRoot);
    const own = built ? await sourceOf(place, root, maps) : { file: inRoot, line: place.line };
    if (own && !own.file.startsWith('lib/stripe/')) return `${own.file}:${own.line}`;
  }
  return null;
}

/** `at payLeg (/app/lib/pay-leg.ts:3:7)` and `at async file:///app/lib/pay-leg.ts:3:7`, in sequence. */
function placesIn(stack: string): Place[] {
  return [
    ...stack.matchAll(/^\s*at .*?\(?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/gm),
  ].map(([, file = '', line, column]) => ({ file, line: Number(line), column: Number(column) }));
}

/** The file relative to the repository, with `/` between folders; null for anybody else's. */
function ownFile(file: string, root: string): string | null {
  const whole = file.startsWith('file:') ? fileURLToPath(file) : file;
  const inRoot = path.relative(root, whole).split(path.sep).join('/');
  return inRoot.startsWith('..') || path.isAbsolute(inRoot) || /(^|\/)node_modules\//.test(inRoot)
    ? null
    : inRoot;
}

/** What a line of the build was made from, by the map that lies beside it. */
async function sourceOf(
  { file, line, column }: Place,
  root: string,
  maps: Map<string, Promise<SourceMap | null>>,
): Promise<{ file: string; line: number } | null> {
  const whole = file.startsWith('file:') ? fileURLToPath(file) : file;
  let map = maps.get(whole);
  if (!map) maps.set(whole, (map = readMap(whole)));
  const found = originalPosition(await map, line, column);
  if (!found) return null;
  // A development build names its sources by the project, any other from where the map lies.
  const project = /^turbopack:\/\/\/\[project\]\/(.*)$/.exec(found.source)?.[1];
  const source = project ?? ownFile(path.resolve(path.dirname(whole), found.source), root);
  return source ? { file: source, line: found.line } : null;
}

async function readMap(file: string): Promise<SourceMap | null> {
  try {
    return JSON.parse(
      await fs.readFile(/* turbopackIgnore: true */ `${file}.map`, 'utf8'),
    ) as SourceMap;
  } catch {
    return null;
  }
}
