import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { budgets, type PageKind } from './budgets';
import { appUrl } from './environment';

interface File {
  readonly address: string;
  readonly kB: number;
}

/** Every file is fetched and packed once a run: pages share most of them. */
const packed = new Map<string, Promise<File>>();

/** Expects of a page that its scripts, styles and pictures keep to their budgets. */
export async function expectWithinBudget(page: Page, kind: PageKind, path: string): Promise<void> {
  const html = await (await page.request.get(`${appUrl}${path}`)).text();
  const scripts = await weighed(scriptsOf(html));
  const styles = await weighed(addressesIn(html, /<link[^>]*rel="stylesheet"[^>]*>/g, 'href'));
  expect.soft(styles.length, `${path} has styles`).toBeGreaterThan(0);
  expectWithin(path, 'scripts', scripts, budgets.scripts[kind]);
  expectWithin(path, 'styles', styles, budgets.styles);
  for (const address of addressesIn(html, /<img[^>]*\ssrc="[^"]+"[^>]*>/g, 'src')) {
    const bytes = (await (await fetch(`${appUrl}${address}`)).arrayBuffer()).byteLength;
    expectWithin(path, 'a picture', [{ address, kB: bytes / 1_000 }], budgets.tile);
  }
  report(path, sum(scripts), budgets.scripts[kind], scripts.length, sum(styles));
}

/** Expects the same of what a page has loaded once `open` has been done on it, lazy parts included. */
export async function expectWithinOnceOpened(
  page: Page,
  path: string,
  open: () => Promise<void>,
): Promise<void> {
  const html = await (await page.request.get(`${appUrl}${path}`)).text();
  const addresses = new Set(scriptsOf(html));
  const before = addresses.size;
  page.on('request', (request) => {
    if (request.resourceType() !== 'script' || !request.url().startsWith(appUrl)) return;
    addresses.add(request.url().slice(appUrl.length));
  });
  await page.goto(path);
  await open();
  expect(addresses.size, 'what is opened is loaded when it is').toBeGreaterThan(before);
  const scripts = await weighed([...addresses]);
  const name = `${path} and the inspector`;
  expectWithin(name, 'scripts', scripts, budgets.scripts.underneath);
  report(name, sum(scripts), budgets.scripts.underneath, scripts.length);
}

/** What the page's HTML asks for, polyfills for old browsers not counted. */
const scriptsOf = (html: string) =>
  addressesIn(html, /<script(?![^>]*nomodule)[^>]*\ssrc="[^"]+"[^>]*>/gi, 'src');

/** Addresses of ours in an attribute of the tags that `pattern` finds, each once. */
function addressesIn(html: string, pattern: RegExp, attribute: string): string[] {
  const found = new Set<string>();
  for (const [tag] of html.matchAll(pattern)) {
    const address = new RegExp(`\\s${attribute}="([^"]+)"`).exec(tag)?.[1];
    if (address?.startsWith('/')) found.add(address.replaceAll('&amp;', '&'));
  }
  return [...found];
}

async function weighed(addresses: readonly string[]): Promise<File[]> {
  const files = addresses.map((address) => {
    const known = packed.get(address);
    if (known) return known;
    const weighing = weigh(address);
    packed.set(address, weighing);
    return weighing;
  });
  return (await Promise.all(files)).sort((one, other) => other.kB - one.kB);
}

async function weigh(address: string): Promise<File> {
  const response = await fetch(`${appUrl}${address}`);
  expect(response.ok, `${address} is there`).toBe(true);
  const bytes = gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length;
  return { address, kB: bytes / 1_000 };
}

const sum = (files: readonly File[]) => files.reduce((all, { kB }) => all + kB, 0);

/** Soft, so that one run names every page that is too heavy, each with its files. */
function expectWithin(page: string, what: string, files: readonly File[], budget: number) {
  const told = files.map(({ address, kB }) => `${kB.toFixed(1)} kB ${address}`).join('\n  ');
  expect.soft(sum(files), `${page}: ${what} in kB, of\n  ${told}`).toBeLessThanOrEqual(budget);
}

/** One line a page, for `npm run bench first-load`. */
function report(path: string, scripts: number, budget: number, files: number, styles?: number) {
  if (!process.env.FIRST_LOAD_TABLE) return;
  const shown = path.replace(/\b(ord|sub|leg|prd|run|eml|[a-z]{2,4})_\w+/g, '…');
  const css = styles === undefined ? '' : `, CSS ${styles.toFixed(1)} of ${budgets.styles}`;
  console.log(`${shown.padEnd(44)} ${scripts.toFixed(1)} of ${budget} in ${files} files${css}`);
}
