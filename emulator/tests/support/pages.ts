import type { BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterEveryTest } from './after-test';
import { abandonBrowser, sharedBrowser } from './browser';

interface Surroundings {
  readonly context: BrowserContext;
  /** Keeps the window open, which costs more to make than a page in it. */
  readonly keeper: Page;
}

/** What pages stand in, by what was asked for; the last used is the last of them. */
const surroundings = new Map<string, Promise<Surroundings>>();

/** How many windows stay open. A file of tests has few kinds of them, mostly one. */
const KEPT = 3;

/** How long the browser may take to open a page, or to close a test's, before it counts as hung, in ms. */
const PATIENCE = 8_000;

/** What names of windows of their own begin with. */
const alone = 'apart ';
let apart = 0;

interface Special {
  /** What else the surroundings differ by. */
  readonly name: string;
  readonly prepare: (context: BrowserContext) => Promise<void>;
}

/**
 * A page that is closed after the test, in a window that others of the same settings had before it:
 * of what they left behind, cookies are cleared, and ports differ from file to file, so that nothing
 * is stored for it. `special` prepares a window once that serves no other.
 */
export async function openPage(
  settings: BrowserContextOptions = {},
  special?: Special,
): Promise<Page> {
  const opened = await inTime(() => open(settings, special));
  return opened ?? open(settings, special);
}

/** The same in a window of its own, which is closed after the test with all that was done to it. */
export async function openApart(settings: BrowserContextOptions = {}): Promise<Page> {
  apart += 1;
  const name = `${alone}${apart}`;
  return openPage(settings, { name, prepare: () => Promise.resolve() });
}

/**
 * What `work` comes to. A browser that hangs, as one does now and then on a busy machine, says nothing of
 * what is tested, but would fail every test after this one: it is let go of, and nothing is returned.
 */
async function inTime<T>(work: () => Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      letGo();
      resolve(undefined);
    }, PATIENCE);
  });
  try {
    return await Promise.race([work(), hung]);
  } finally {
    clearTimeout(timer);
  }
}

async function open(settings: BrowserContextOptions, special?: Special): Promise<Page> {
  const name = JSON.stringify([settings, special?.name]);
  const found = surroundings.get(name) ?? surround(name, settings, special);
  surroundings.delete(name);
  surroundings.set(name, found);
  const { context } = await found;
  const page = await context.newPage();
  // Less than a test's own time, so that a failure names what was waited for.
  page.setDefaultTimeout(15_000);
  // What stands behind another tab is not drawn, and waits to be.
  await page.bringToFront();
  return page;
}

async function surround(
  name: string,
  settings: BrowserContextOptions,
  special: Special | undefined,
): Promise<Surroundings> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ locale: 'en-US', ...settings });
  // Also when the browser dies.
  context.once('close', () => surroundings.delete(name));
  await special?.prepare(context);
  return { context, keeper: await context.newPage() };
}

afterEveryTest(async (outOfTime) => {
  if (outOfTime && surroundings.size > 0) letGo();
  await inTime(closePages);
});

/** Gives the browser up with all that is open in it. */
function letGo(): void {
  surroundings.clear();
  abandonBrowser();
}

async function closePages(): Promise<void> {
  const all = [...surroundings];
  for (const [name] of all.slice(0, -KEPT)) surroundings.delete(name);
  for (const [name] of all) if (name.includes(alone)) surroundings.delete(name);
  await Promise.all(
    all.map(async ([name, made]) => {
      const { context, keeper } = await made;
      if (!surroundings.has(name)) return context.close();
      const pages = context.pages().filter((page) => page !== keeper);
      await Promise.all(pages.map((page) => page.close()));
      if (pages.length > 0) await context.clearCookies();
    }),
  );
}
