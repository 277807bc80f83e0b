import type { Browser, BrowserType } from '@playwright/test';
import { emulateStripe } from './emulate';
import { openStage } from './stage';
import type { EmulateStripeEverywhere } from './types';

const done = new WeakSet<BrowserType>();

export const emulateStripeEverywhere: EmulateStripeEverywhere = (
  browserType,
  { url, namespace = null },
) => {
  // Playwright reads its configuration more than once.
  if (done.has(browserType)) return;
  done.add(browserType);
  const launch = browserType.launch.bind(browserType);
  const launchPersistent = browserType.launchPersistentContext.bind(browserType);
  const own = namespace === 'worker';
  const platform = own ? `w${process.env.TEST_PARALLEL_INDEX ?? '0'}` : namespace;
  const begin = async (): Promise<void> => {
    if (own) await openStage({ url, namespace: platform }).reset();
  };
  browserType.launch = async (options) => {
    await begin();
    return attached(await launch(options), url, platform);
  };
  // A browser with a profile has one context, which is there from the start.
  browserType.launchPersistentContext = async (folder, options) => {
    await begin();
    const context = await launchPersistent(folder, options);
    await emulateStripe(context, { url, namespace: platform });
    return context;
  };
};

/** Every context of a browser, those that `newPage` makes as well. */
function attached(browser: Browser, url: string, namespace: string | null): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    await emulateStripe(context, { url, namespace });
    return context;
  };
  return browser;
}
