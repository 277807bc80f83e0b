/** Mounts Elements other than the Payment Element on the shop's page, and keeps what they tell. */
import type { FrameLocator, Page } from 'playwright';
import { publishableKey, type ShopWindow } from './stage';

export interface ElementsWindow extends ShopWindow {
  // Stripe.js as a page has it; its types are those of another package.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  made: Record<string, any>;
  told: [type: string, event: string, payload: Record<string, unknown>][];
}

export interface Mounting {
  stripe?: object;
  /** Options of the group. */
  group?: object;
  /** Options of each Element, by its type, in the order of the page. */
  elements: Record<string, object>;
}

const titles: Readonly<Record<string, string>> = {
  payment: 'Secure payment input frame',
  card: 'Secure card payment input frame',
  cardNumber: 'Secure card number input frame',
  cardExpiry: 'Secure expiration date input frame',
  cardCvc: 'Secure CVC input frame',
  address: 'Secure address input frame',
  linkAuthentication: 'Secure email input frame',
};

/** An Element's frame, by its English title. */
export function frameOf(page: Page, type: string): FrameLocator {
  return page.frameLocator(`iframe[title="${titles[type]}"]`);
}

/** Mounts each Element on a node `#the-<type>` in a form, and waits until all are ready. */
export async function mountElements(page: Page, options: Mounting): Promise<void> {
  await page.evaluate(
    async ({ key, given }) => {
      const shop = window as unknown as ElementsWindow;
      shop.told = [];
      shop.made = {};
      shop.stripe = shop.Stripe(key, given.stripe);
      shop.elements = shop.stripe.elements(given.group);
      const form = document.createElement('form');
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        shop.told.push(['form', 'submit', {}]);
      });
      document.querySelector('main')?.append(form);
      const ready = Object.entries(given.elements).map(([type, wanted]) => {
        const label = document.createElement('label');
        label.htmlFor = `the-${type}`;
        label.textContent = `Label of ${type}`;
        const node = document.createElement('div');
        node.id = `the-${type}`;
        form.append(label, node);
        const element = shop.elements.create(type, wanted);
        shop.made[type] = element;
        return new Promise<void>((resolve, reject) => {
          for (const event of [
            'loaderstart',
            'ready',
            'change',
            'focus',
            'blur',
            'escape',
            'networkschange',
            'loaderror',
          ]) {
            element.on(event, (payload: Record<string, unknown>) => {
              shop.told.push([type, event, payload]);
              if (event === 'ready') resolve();
              if (event === 'loaderror') reject(new Error(JSON.stringify(payload)));
            });
          }
          element.mount(node);
        });
      });
      await Promise.all(ready);
    },
    { key: publishableKey, given: options },
  );
}

/** The payloads of one Element's event, oldest first. */
export async function toldOf(
  page: Page,
  type: string,
  event = 'change',
): Promise<Record<string, unknown>[]> {
  return page.evaluate(
    ({ wantedType, wantedEvent }) =>
      (window as unknown as ElementsWindow).told
        .filter(([from, name]) => from === wantedType && name === wantedEvent)
        .map(([, , payload]) => ({
          ...payload,
          // What crosses to the test loses properties without a value.
          ...('error' in payload ? { error: payload.error ?? null } : {}),
        })),
    { wantedType: type, wantedEvent: event },
  );
}

/** The newest `change` of an Element. */
export async function lastChange(page: Page, type: string): Promise<Record<string, unknown>> {
  return (await toldOf(page, type)).at(-1) ?? {};
}

/** Runs a line of the page's script with `stripe`, `elements` and `made` at hand. */
// What comes back is the test's to look at.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function run(page: Page, script: string, given?: unknown): Promise<any> {
  return page.evaluate(
    async ({ source, value }) => {
      const { stripe, elements, made } = window as unknown as ElementsWindow;
      const work = new Function(
        'stripe',
        'elements',
        'made',
        'given',
        `return (async () => { ${source} })()`,
      );
      try {
        return await work(stripe, elements, made, value);
      } catch (error) {
        return { thrown: `${(error as Error).name}: ${(error as Error).message}` };
      }
    },
    { source: script, value: given },
  );
}

/** Types a card into the one line. */
export async function fillCardLine(
  frame: FrameLocator,
  number: string,
  { expiry = '12 / 34', cvc = '123', postal = '12345' } = {},
): Promise<void> {
  await frame.locator('[name="cardnumber"]').fill(number);
  await frame.locator('[name="exp-date"]').fill(expiry);
  await frame.locator('[name="cvc"]').fill(cvc);
  await frame.locator('[name="postal"]').fill(postal);
}

/** Types the address `home` into an Address Element of the United States. */
export async function fillHome(frame: FrameLocator): Promise<void> {
  await frame.getByLabel('Full name').fill('Jenny Rosen');
  await frame.getByLabel('Address line 1').fill('354 Oyster Point Blvd');
  await frame.getByLabel('City').fill('South San Francisco');
  await frame.locator('[name="administrativeArea"]').selectOption('California');
  await frame.getByLabel('ZIP code').fill('94080');
}

export const home = {
  line1: '354 Oyster Point Blvd',
  line2: null,
  city: 'South San Francisco',
  state: 'CA',
  postal_code: '94080',
  country: 'US',
};
