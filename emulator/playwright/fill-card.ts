import type { Locator, Page } from '@playwright/test';
import type { FillCard, TypedCard } from './types';
import { until } from './until';

/** Payment Element, and the Card Elements, which name their inputs otherwise. */
const inputs = {
  number: 'input[name="number"], input[name="cardnumber"]',
  expiry: 'input[name="expiry"], input[name="exp-date"]',
  cvc: 'input[name="cvc"]',
  postalCode: 'input[name="postalCode"], input[name="postal"]',
} as const;

type Field = keyof typeof inputs;

/** Frames come in twos at times, one of them hidden; what is typed early may be lost. */
const frames = 'iframe[name^="__privateStripeFrame"]:visible';

/** How often a form that loses what was typed is filled again. */
const ATTEMPTS = 5;

export const fillCard: FillCard = async (scope, card) => {
  await until('a card form of Stripe.js', async () => {
    if (await find(scope, inputs.number)) return true;
    const picker = await find(scope, '[data-value="card"], [data-testid="card"]');
    await picker?.click({ timeout: 1_000 }).catch(() => undefined);
    return false;
  });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await typeAll(scope, card);
    if (await isKept(scope, card)) return;
  }
  throw new Error('The form of Stripe.js does not keep what is typed into it.');
};

async function typeAll(scope: Page | Locator, card: TypedCard): Promise<void> {
  await fill(scope, 'number', card.number);
  await fill(scope, 'expiry', card.expiry ?? '12 / 34');
  await fill(scope, 'cvc', card.cvc ?? (/^3[47]/.test(card.number) ? '1234' : '123'));
  const country = await find(scope, 'select[name="country"]');
  await country?.selectOption(card.country ?? 'US');
  await fill(scope, 'postalCode', card.postalCode ?? '12345', false);
}

async function fill(
  scope: Page | Locator,
  field: Field,
  text: string,
  required = true,
): Promise<void> {
  const input = required
    ? await until(`the field "${field}"`, () => find(scope, inputs[field]))
    : await find(scope, inputs[field]);
  await input?.fill(text);
}

/** Whether number, expiry and security code are still what was typed. */
async function isKept(scope: Page | Locator, card: TypedCard): Promise<boolean> {
  const digits = async (field: Field): Promise<string> =>
    ((await (await find(scope, inputs[field]))?.inputValue()) ?? '').replace(/\D/g, '');
  const kept = async (): Promise<boolean> =>
    (await digits('number')) === card.number.replace(/\D/g, '') &&
    (await digits('expiry')) !== '' &&
    (await digits('cvc')) !== '';
  return kept();
}

/** The first visible match in any of the frames. */
async function find(scope: Page | Locator, selector: string): Promise<Locator | null> {
  for (const frame of await scope.locator(frames).all()) {
    const [found] = await frame.contentFrame().locator(selector).filter({ visible: true }).all();
    if (found) return found;
  }
  return null;
}
