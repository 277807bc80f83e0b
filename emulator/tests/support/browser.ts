import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

const systemPaths = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/**
 * Where to find a Chromium: `PLAYWRIGHT_CHROMIUM_PATH`, else Playwright's own (undefined, which
 * Playwright takes for itself), else one of the system's. Throws with the commands that bring one.
 */
export function findChromium(): string | undefined {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named) return named;
  if (existsSync(chromium.executablePath())) return undefined;
  const found = systemPaths.find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    'No Chromium was found. Run "npx playwright install chromium", or install the system’s, or set PLAYWRIGHT_CHROMIUM_PATH.',
  );
}

let shared: Promise<Browser> | undefined;

/** The browser of all files that this worker runs, each with contexts of its own. Not to be closed. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser().then((browser) => {
    browser.once('disconnected', () => {
      if (shared === launched) shared = undefined;
    });
    return browser;
  });
  const launched = shared;
  return shared;
}

/** Lets go of a browser that no longer answers; who asks next gets a fresh one. */
export function abandonBrowser(): void {
  const hung = shared;
  shared = undefined;
  // It may never answer to this either, and is killed with the process at the latest.
  void hung?.then((browser) => browser.close()).catch(() => undefined);
}

/** A browser that is told more; its own to close. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    args: ['--no-sandbox', ...args],
    ...(executablePath ? { executablePath } : {}),
  });
}
