import { describe, expect, it } from 'vitest';
import { fillCardLine, frameOf, mountElements, run } from './elements-page';
import { challenge, eventually, mountPayment, useStage, type ShopWindow } from './stage';

const stage = useStage();

const deferred = { mode: 'setup', currency: 'usd' };

/** Makes things as pages of all years did, and answers each one's outcome. */
function attempts(): Promise<Record<string, string>> {
  return Promise.resolve().then(async () => {
    const { Stripe } = window as unknown as ShopWindow;
    const stripe = Stripe('pk_test_emulator');
    const made = { mode: 'setup', currency: 'usd' };
    const layout = { type: 'accordion', radios: false };
    const all: Record<string, () => unknown> = {
      types: () => stripe.elements({ ...made, paymentMethodTypes: ['card'] }),
      radios: () => stripe.elements(made).create('payment', { layout }),
      button: () => stripe.elements().create('paymentRequestButton', { paymentRequest: {} }),
      theme: () => stripe.elements({ ...made, appearance: { theme: 'none' } }).create('payment'),
      older: () => stripe.handleCardPayment('pi_1_secret_1'),
    };
    const outcomes: Record<string, string> = { version: String(Stripe.version) };
    for (const [name, attempt] of Object.entries(all)) {
      try {
        await attempt();
        outcomes[name] = 'works';
      } catch (error) {
        outcomes[name] = (error as Error).message;
      }
    }
    return outcomes;
  });
}

describe('a release of Stripe.js, by the address of its script', () => {
  const all = ['types', 'radios', 'button', 'theme', 'older'];
  const gone = expect.stringMatching(/removed|should be one of/);
  it.each([
    ['v3', 'endive', all],
    ['basil', 'basil', all],
    ['dahlia', 'dahlia', ['types', 'button', 'theme']],
    ['endive', 'endive', []],
    ['fern', 'fern', []],
  ])('%s passes for %s and has what was not removed by then', async (train, version, kept) => {
    const page = await stage.open({ path: `/?train=${train}` });
    const outcomes = all.map((name) => [name, kept.includes(name) ? 'works' : gone]);
    expect(await page.evaluate(attempts)).toEqual({ version, ...Object.fromEntries(outcomes) });
  });

  it('offers the methods a page of before endive names', async () => {
    const page = await stage.open({ path: '/?train=clover' });
    const elements = { ...deferred, paymentMethodTypes: ['us_bank_account', 'card'] };
    const layout = { type: 'accordion', radios: true, defaultCollapsed: false };
    const frame = await mountPayment(page, { elements, payment: { layout } });
    await eventually(() => frame.locator('.p-AccordionButton').count()).toBe(2);
    expect(await frame.locator('.RadioIconOuter').count()).toBeGreaterThan(0);
    const cards = await stage.open({ path: '/?train=v3' });
    const form = await mountPayment(cards, {
      elements: { ...deferred, paymentMethodTypes: ['card'] },
    });
    await form.getByLabel('Card number').waitFor();
    expect(await form.locator('[data-testid="us_bank_account"]').count()).toBe(0);
  });

  it.each([
    ['v3', 1, 0],
    ['basil', 0, 1],
  ])('%s: %i row of tabs, %i accordion', async (train, tabs, accordions) => {
    const page = await stage.open({ path: `/?train=${train}` });
    const elements = { ...deferred, paymentMethodTypes: ['card', 'us_bank_account'] };
    const frame = await mountPayment(page, { elements });
    await eventually(() => frame.getByRole('tablist').count()).toBe(tabs);
    expect(await frame.locator('.p-Accordion').count()).toBe(accordions);
  });

  it.each([
    ['acacia', '', 'true'],
    ['endive', '?generation=2022', 'true'],
    ['basil', '', 'false'],
  ])('%s%s: the first of an accordion is open (%s)', async (train, query, open) => {
    const page = await stage.open({
      path: `/?train=${train}&stripe=${encodeURIComponent(query)}`,
    });
    const elements = { ...deferred, allowedPaymentMethodTypes: ['card', 'us_bank_account'] };
    const frame = await mountPayment(page, { elements, payment: { layout: 'accordion' } });
    expect(await frame.locator('[data-value="card"]').getAttribute('aria-expanded')).toBe(open);
    expect(await frame.locator('input[name="number"]').count()).toBe(open === 'true' ? 1 : 0);
  });
});

describe('pages of 2019', () => {
  it('pay with handleCardPayment, and make methods of three arguments', async () => {
    const page = await stage.open({ path: '/?train=v3' });
    await mountElements(page, { elements: { card: {} } });
    await fillCardLine(frameOf(page, 'card'), '4000000000003220');
    const made = await run(
      page,
      `return stripe.createPaymentMethod('card', made.card, { billing_details: { name: 'Jenny' } })`,
    );
    expect(made.paymentMethod).toMatchObject({ type: 'card', billing_details: { name: 'Jenny' } });
    const intent = await stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });
    const paid = run(
      page,
      `return stripe.handleCardPayment(given, made.card, { payment_method_data: { billing_details: { name: 'Jenny' } } })`,
      intent.client_secret,
    );
    await challenge(page).bank.getByRole('button', { name: 'Complete' }).click();
    expect(await paid).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it('make sources, of the card that is typed or of what they know', async () => {
    const page = await stage.open({ path: '/?train=v3' });
    await mountElements(page, { elements: { card: {} } });
    await fillCardLine(frameOf(page, 'card'), '4242424242424242');
    const card = await run(
      page,
      `return stripe.createSource(made.card, { owner: { name: 'Jenny' } })`,
    );
    expect(card.source).toMatchObject({
      card: { last4: '4242' },
      owner: { name: 'Jenny' },
      status: 'chargeable',
    });
    const ideal = await run(
      page,
      `return stripe.createSource({
         type: 'ideal', amount: 1099, currency: 'eur', redirect: { return_url: location.href },
       })`,
    );
    expect(ideal.source).toMatchObject({ flow: 'redirect', status: 'pending', type: 'ideal' });
    const { id, client_secret } = ideal.source as { id: string; client_secret: string };
    const read = await run(page, `return stripe.retrieveSource(given)`, { id, client_secret });
    expect(read.source).toMatchObject({ id, status: 'pending' });
    const refused = await run(page, `return stripe.createSource({ type: 'card_present' })`);
    expect(refused.error).toMatchObject({ type: 'invalid_request_error', param: 'type' });
  });

  it('make sources on a connected account', async () => {
    const page = await stage.open({ path: '/?train=v3' });
    const account = await stage.stripe.accounts.create({ type: 'custom', country: 'FR' });
    const made = await run(
      page,
      `return Stripe('pk_test_emulator', { stripeAccount: given }).createSource({
         type: 'ideal', amount: 1099, currency: 'eur', redirect: { return_url: location.href },
       })`,
      account.id,
    );
    const { id } = made.source as { id: string };
    const there = await stage.stripe.sources.retrieve(id, {}, { stripeAccount: account.id });
    expect(there).toMatchObject({ id, status: 'pending' });
    await expect(stage.stripe.sources.retrieve(id)).rejects.toThrow('No such source');
  });

  it.each([
    ['stripe.createSource()', /should be an object/],
    ['stripe.createSource({})', /type of the source/],
    [`stripe.createSource({ type: 'card', card: { number: '1' } })`, /typed into an Element/],
    [`stripe.retrieveSource({ id: 'src_1' })`, /client_secret/],
  ])('hear what is wrong with %s', async (script, message) => {
    const page = await stage.open({ path: '/?train=v3' });
    await mountElements(page, { elements: { card: {} } });
    const heard = await run(
      page,
      `return ${script}.catch((error) => ({ error: error.name + ': ' + error.message }))`,
    );
    expect(heard.error).toMatch(/^IntegrationError/);
    expect(heard.error).toMatch(message);
  });

  it('listen with addEventListener', async () => {
    const page = await stage.open();
    await mountElements(page, { elements: { card: {} } });
    await run(
      page,
      `window.heard = [];
       const once = ({ brand }) => { heard.push(brand); made.card.removeEventListener('change', once); };
       made.card.addEventListener('change', once)`,
    );
    await frameOf(page, 'card').locator('[name="cardnumber"]').fill('4242');
    await eventually(() => run(page, 'return heard')).toEqual(['visa']);
    await frameOf(page, 'card').locator('[name="cardnumber"]').fill('5555');
    await eventually(() => run(page, 'return heard')).toEqual(['visa']);
  });
});

describe('fields of banks abroad', () => {
  it('are ready and stay empty, so that the page goes on', async () => {
    const page = await stage.open();
    const told = await page.evaluate(async () => {
      const { Stripe } = window as unknown as ShopWindow;
      const elements = Stripe('pk_test_emulator').elements();
      const types: unknown[] = [];
      for (const type of ['iban', 'idealBank', 'auBankAccount']) {
        const field = elements.create(type);
        field.mount('#payment');
        types.push(await new Promise((resolve) => field.on('ready', resolve)));
        field.destroy();
      }
      return types;
    });
    expect(told).toEqual([
      { elementType: 'iban' },
      { elementType: 'idealBank' },
      { elementType: 'auBankAccount' },
    ]);
  });
});

describe('wallets, of which there are none', () => {
  it('are told of, and nothing is shown', async () => {
    const page = await stage.open();
    const told = await page.evaluate(async () => {
      const { Stripe } = window as unknown as ShopWindow;
      const elements = Stripe('pk_test_emulator').elements({
        mode: 'payment',
        amount: 1099,
        currency: 'usd',
      });
      const wallets = elements.create('expressCheckout', { buttonHeight: 48 });
      wallets.mount('#payment');
      const ready = await new Promise<object>((resolve) => wallets.on('ready', resolve));
      const found = elements.getElement('expressCheckout') === wallets;
      await elements.update({ amount: 1200 });
      wallets.destroy();
      return {
        ready,
        names: Object.keys(ready),
        found,
        gone: elements.getElement('expressCheckout'),
      };
    });
    expect(told).toEqual({
      ready: { elementType: 'expressCheckout' },
      names: ['elementType', 'availablePaymentMethods'],
      found: true,
      gone: null,
    });
    expect(await page.locator('#payment').innerHTML()).toBe('');
    expect(await page.locator('#payment').getAttribute('class')).toBe('');
  });
});
