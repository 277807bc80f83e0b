// Which Chromium the tests drive: named, Playwright's own, the system's; installed when there is none.
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { root, run, StartError } from './processes.mjs';

const systems = [
  // The browser without its windows, which Playwright drives by itself too: a third less work.
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

function found() {
  if (process.env.PLAYWRIGHT_CHROMIUM_PATH) return process.env.PLAYWRIGHT_CHROMIUM_PATH;
  const own = chromium.executablePath();
  if (own && fs.existsSync(own)) return own;
  return systems.find((file) => fs.existsSync(file));
}

function aptInstall(name) {
  const args = ['install', '-y', '-qq', '--no-install-recommends', name];
  return run('apt-get', args, { quiet: true });
}

/** The path of a Chromium; installs one when the machine has none. */
export async function findBrowser() {
  const there = found();
  if (there) return there;
  console.log('No Chromium on this machine; installing one …');
  try {
    const playwright = path.join(root, 'node_modules/playwright/cli.js');
    await run(process.execPath, [playwright, 'install', 'chromium'], { quiet: true });
  } catch {
    if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
      await run('apt-get', ['update', '-qq'], { quiet: true });
      await aptInstall('chromium-headless-shell').catch(() => aptInstall('chromium'));
    }
  }
  const installed = found();
  if (installed) return installed;
  throw new StartError(
    'The browser tests need Chromium, and installing it failed. Run `npx playwright install chromium`, or install Chrome, or set PLAYWRIGHT_CHROMIUM_PATH.',
  );
}
