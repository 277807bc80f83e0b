/** A browser, an emulator and a shop for the tests of what buyers see. */
import type { BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect } from 'vitest';
import { publicOrigins } from '../../hosts/stripe-hosts';
import { emulateStripe } from '../../playwright/emulate';
import { createEmulator, type Emulator } from '../../server/emulator';
import { buildBrowserScripts, bundlePage } from '../support/browser-scripts';
import { stripeFor } from '../support/emulator';
import { openApart, openPage } from '../support/pages';
import { startShop, type Shop } from './shop';

export const publishableKey = 'pk_test_emulator';

export interface Stage {
  emulator: Emulator;
  stripe: Stripe;
  shop: Shop;
  /** Opens the shop, with Stripe.js there and nothing mounted. */
  open(options?: OpenOptions): Promise<Page>;
}

interface OpenOptions {
  browser?: BrowserContextOptions;
  /** Path and query at the shop. */
  path?: string;
  /** The platform of the page's keys, for a shop whose tag names Stripe. */
  namespace?: string;
  /** Its window serves no other test: for whoever sets a page's clock, which all of the window have. */
  apart?: boolean;
}

/**
 * Sets the stage up for a file of tests. `pages` are scripts of the shop, by name; its own script tag
 * names the emulator, or Stripe itself, whose hosts the emulator then answers for.
 */
export function useStage(
  pages: Record<string, string> = {},
  tag: 'emulator' | 'stripe' = 'emulator',
): Stage {
  const stage = {} as Stage;

  beforeAll(async () => {
    await buildBrowserScripts();
    const scripts: Record<string, string> = {};
    for (const [name, entry] of Object.entries(pages)) scripts[name] = await bundlePage(entry);
    stage.emulator = await createEmulator({ port: 0, dataDir: null });
    stage.stripe = stripeFor(stage.emulator);
    const script = tag === 'stripe' ? publicOrigins.frames : stage.emulator.urls.api;
    const release = tag === 'stripe' ? 'v3' : 'endive';
    stage.shop = await startShop(script, scripts, release);
    stage.open = async ({
      browser: settings,
      path = '/',
      namespace = null,
      apart = false,
    } = {}) => {
      const { api: url } = stage.emulator.urls;
      const own = {
        name: `${url} ${namespace ?? ''}`,
        prepare: (context: BrowserContext) => emulateStripe(context, { url, namespace }),
      };
      const page = apart
        ? await openApart(settings)
        : await openPage(settings, tag === 'stripe' ? own : undefined);
      await page.goto(`${stage.shop.url}${path}`);
      return page;
    };
  }, 60_000);

  afterAll(async () => {
    await stage.shop?.close();
    await stage.emulator?.close();
  });

  return stage;
}

/** What `mountPayment` leaves on the page for later steps. */
/** A SetupIntent of a new Customer, for whatever the account takes. */
export async function setUp({ stripe }: Stage): Promise<{ secret: string; id: string }> {
  const customer = await stripe.customers.create({ email: 'jenny@example.com' });
  const intent = await stripe.setupIntents.create({
    customer: customer.id,
    automatic_payment_methods: { enabled: true },
  });
  return { secret: intent.client_secret ?? '', id: intent.id };
}

export interface ShopWindow {
  // Stripe.js as a page has it; its types are those of another package.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  Stripe: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  stripe: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  elements: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  payment: any;
  events: [name: string, payload: Record<string, unknown>][];
}

export interface MountOptions {
  stripe?: object;
  elements: object;
  payment?: object;
}

/** Mounts a Payment Element on `#payment`, keeps its events, and waits until it is ready. */
export async function mountPayment(page: Page, options: MountOptions): Promise<FrameLocator> {
  await page.evaluate(
    ({ key, given }) =>
      new Promise<void>((resolve, reject) => {
        const shop = window as unknown as ShopWindow;
        shop.events = [];
        shop.stripe = shop.Stripe(key, given.stripe);
        shop.elements = shop.stripe.elements(given.elements);
        shop.payment = shop.elements.create('payment', given.payment);
        for (const name of [
          'loaderstart',
          'ready',
          'change',
          'focus',
          'blur',
          'escape',
          'loaderror',
        ]) {
          shop.payment.on(name, (payload: Record<string, unknown>) => {
            shop.events.push([name, payload]);
            if (name === 'ready') resolve();
            if (name === 'loaderror') reject(new Error(JSON.stringify(payload)));
          });
        }
        shop.payment.mount('#payment');
      }),
    { key: publishableKey, given: options },
  );
  return paymentFrame(page);
}

/** Makes the page's Stripe object without mounting anything. */
export async function makeStripe(page: Page, options: object = {}): Promise<void> {
  await page.evaluate(
    ({ key, given }) => {
      const shop = window as unknown as ShopWindow;
      shop.stripe = shop.Stripe(key, given);
    },
    { key: publishableKey, given: options },
  );
}

/** The Payment Element's frame, found as public test suites find it. */
export function paymentFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Secure payment input frame"]');
}

/** Types a good card; the number is all that tests choose. */
export async function fillCard(frame: FrameLocator, number: string): Promise<void> {
  await frame.getByLabel('Card number').fill(number);
  await frame.getByLabel('Expiration date').fill('12 / 34');
  await frame.getByLabel('Security code').fill(number.startsWith('3') ? '1234' : '123');
  await frame.getByLabel('ZIP code').fill('12345');
}

/** Calls a method of the page's Stripe object, and answers what came of it. */
export async function callStripe(
  page: Page,
  method: string,
  options: unknown,
  withElements = true,
): Promise<Outcome> {
  return page.evaluate(
    async ({ name, given, attach }) => {
      const shop = window as unknown as ShopWindow;
      try {
        const outcome = await shop.stripe[name](
          attach ? { elements: shop.elements, ...(given as object) } : given,
        );
        const windowsLeft = document.querySelectorAll('iframe[src*="three-ds"]').length;
        return { ...outcome, windowsLeft };
      } catch (error) {
        return { thrown: { name: (error as Error).name, message: (error as Error).message } };
      }
    },
    { name: method, given: options, attach: withElements },
  );
}

interface WireIntent {
  id: string;
  status: string;
  payment_method: string | null;
}

export interface Outcome {
  /** 3D Secure windows on the page at the moment the promise settled. */
  windowsLeft?: number;
  setupIntent?: WireIntent;
  paymentIntent?: WireIntent;
  paymentMethod?: { id: string; card: { last4: string } };
  error?: {
    type: string;
    code?: string;
    decline_code?: string;
    message: string;
    setup_intent?: WireIntent;
    payment_intent?: WireIntent;
    payment_method?: { id: string };
  };
  thrown?: { name: string; message: string };
}

/** The 3D Secure window and the bank's page in it. */
export function challenge(page: Page): { outer: FrameLocator; bank: FrameLocator } {
  const outer = page.frameLocator('iframe[src*="three-ds-2-challenge"]');
  return { outer, bank: outer.frameLocator('iframe#challengeFrame') };
}

/** `expect` of something that comes about in the browser's own time. */
export function eventually<T>(read: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 15_000, interval: 30 });
}
