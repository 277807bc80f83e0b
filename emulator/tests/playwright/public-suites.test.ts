import { describe, expect, it } from 'vitest';
import { completeChallenge } from '../../playwright/challenge';
import { fillCard } from '../../playwright/fill-card';
import { clerk, complete, saleor, samples, solidus } from '../elements/public-shapes';
import {
  callStripe,
  eventually,
  mountPayment,
  publishableKey,
  useStage,
  type ShopWindow,
} from '../elements/stage';

const stage = useStage({}, 'stripe');
const challenged = '4000002500003155';

async function shop(query: string, ...elements: string[]) {
  const { client_secret } = await stage.stripe.setupIntents.create({
    excluded_payment_method_types: ['us_bank_account'],
  });
  const page = await stage.open({ path: `/?stripe=${encodeURIComponent(query)}` });
  if (elements.length === 0) {
    await mountPayment(page, { elements: { clientSecret: client_secret } });
    return { page, secret: client_secret };
  }
  await page.evaluate(
    ({ key, types }) => {
      const own = window as unknown as ShopWindow;
      own.stripe = own.Stripe(key);
      own.elements = own.stripe.elements();
      for (const type of types) {
        const place = Object.assign(document.createElement('div'), { id: type });
        document.querySelector('main')?.append(place);
        own.elements.create(type).mount(place);
      }
    },
    { key: publishableKey, types: elements },
  );
  return { page, secret: client_secret };
}

describe('through Stripe’s own addresses', () => {
  it.each([
    { name: 'saleor', shape: saleor, bank: 'byAddress', query: '' },
    { name: 'clerk', shape: clerk, bank: 'byName', query: '' },
    { name: 'solidus, 2022', shape: solidus, bank: 'byNesting', query: '?generation=2022' },
    { name: 'stripe-samples', shape: samples, bank: 'byAge', query: '' },
  ] as const)('$name saves a card and passes the bank', async ({ shape, bank, query }) => {
    const { page } = await shop(query);
    await shape.fill(page, challenged);
    const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    await complete(page, bank);
    expect((await confirmed).setupIntent?.status).toBe('succeeded');
  });

  it('guardian fills in the split fields, each by the node it stands in', async () => {
    const { page, secret } = await shop('', 'cardNumber', 'cardExpiry', 'cardCvc');
    const field = (id: string, name: string) =>
      page.frameLocator(`#${id} iframe`).locator(`input[name="${name}"]`);
    await field('cardNumber', 'cardnumber').fill('4242424242424242');
    await field('cardExpiry', 'exp-date').fill('01/50');
    await field('cardCvc', 'cvc').fill('123');
    expect(await page.locator('iframe[title="Secure card number input frame"]').count()).toBe(1);
    expect(await confirmCard(page, secret)).toBe('succeeded');
  });

  it('the helpers fill in the Card Element and pass a nested bank in hard mode', async () => {
    const { page, secret } = await shop('?hard=1&acs=nested', 'card');
    await fillCard(page, { number: challenged });
    const confirmed = confirmCard(page, secret, 'card');
    await completeChallenge(page);
    expect(await confirmed).toBe('succeeded');
  });

  it('the helpers fill in split fields, each of which loses its first key', async () => {
    const { page, secret } = await shop('?hard=1', 'cardNumber', 'cardExpiry', 'cardCvc');
    await page.frameLocator('#cardCvc iframe:visible').locator('input[name="cvc"]').fill('999');
    const cvc = page.frameLocator('#cardCvc iframe:visible').locator('input[name="cvc"]');
    await eventually(() => cvc.inputValue()).toBe('');
    await fillCard(page, { number: '4242424242424242' });
    expect(await confirmCard(page, secret)).toBe('succeeded');
  });

  it.each(['2022', '2025'])(
    'the helpers fill in the Payment Element of %s in hard mode',
    async (generation) => {
      const { page } = await shop(`?hard=1&generation=${generation}`);
      await fillCard(page, { number: '378282246310005' });
      const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
      expect(setupIntent?.status).toBe('succeeded');
    },
  );
});

function confirmCard(
  page: Awaited<ReturnType<typeof shop>>['page'],
  secret: string | null,
  type = 'cardNumber',
): Promise<string | undefined> {
  return page.evaluate(
    async ({ secret, type }) => {
      const own = window as unknown as ShopWindow;
      const card = own.elements.getElement(type);
      const { setupIntent } = await own.stripe.confirmCardSetup(secret, {
        payment_method: { card },
      });
      return setupIntent?.status;
    },
    { secret, type },
  );
}
