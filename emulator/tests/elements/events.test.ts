import type { Request } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  callStripe,
  eventually,
  fillCard,
  mountPayment,
  paymentFrame,
  useStage,
  type ShopWindow,
} from './stage';

const stage = useStage();

const events = (page: Awaited<ReturnType<typeof stage.open>>): Promise<ShopWindow['events']> =>
  page.evaluate(() => (window as unknown as ShopWindow).events);

describe('events of the Payment Element', () => {
  it('come in order, after mount() has returned', async () => {
    const page = await stage.open();
    const during = await page.evaluate(() => {
      const shop = window as unknown as ShopWindow;
      const stripe = shop.Stripe('pk_test_emulator');
      const payment = stripe.elements({ mode: 'setup' }).create('payment');
      payment.mount('#payment');
      // Listeners that come later, as React's do, hear everything.
      shop.events = [];
      for (const name of ['loaderstart', 'ready', 'change']) {
        payment.on(name, (payload: Record<string, unknown>) => shop.events.push([name, payload]));
      }
      return shop.events.length;
    });
    expect(during).toBe(0);
    await eventually(async () => (await events(page)).length).toBe(3);
    expect(await events(page)).toEqual([
      ['loaderstart', { elementType: 'payment' }],
      ['ready', { elementType: 'payment' }],
      [
        'change',
        {
          elementType: 'payment',
          empty: true,
          complete: false,
          collapsed: false,
          value: { type: 'card', billingDetails: { address: { country: 'US', postalCode: '' } } },
        },
      ],
    ]);
  });

  it('tell focus, blur, Escape and completeness', async () => {
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { mode: 'setup' } });
    await fillCard(frame, '4242424242424242');
    await frame.getByLabel('ZIP code').press('Escape');
    await page.getByRole('button', { name: 'Pay' }).focus();
    await eventually(async () => (await events(page)).map(([name]) => name)).toEqual(
      expect.arrayContaining(['focus', 'escape', 'blur']),
    );
    const changes = (await events(page)).filter(([name]) => name === 'change');
    expect(changes.at(-1)?.[1]).toMatchObject({ empty: false, complete: true });
    await page.evaluate(() => (window as unknown as ShopWindow).payment.clear());
    await eventually(async () => (await events(page)).at(-1)?.[1]).toMatchObject({
      empty: true,
      complete: false,
    });
  });

  it('tell the kind of card and the methods, which are read anew when the page says so', async () => {
    const { client_secret: secret, id } = await stage.stripe.setupIntents.create({
      allowed_payment_method_types: ['card'],
    });
    const page = await stage.open();
    await page.evaluate(async (clientSecret) => {
      const shop = window as unknown as ShopWindow;
      shop.events = [];
      shop.elements = shop.Stripe('pk_test_emulator').elements({ clientSecret });
      shop.payment = shop.elements.create('payment', { layout: 'tabs' });
      const ready = new Promise((resolve) => shop.payment.on('ready', resolve));
      for (const name of ['carddetailschange', 'availablepaymentmethodschange']) {
        shop.payment.on(name, ({ elementType, ...payload }: Record<string, unknown>) =>
          shop.events.push([`${name} of ${String(elementType)}`, payload]),
        );
      }
      shop.payment.mount('#payment');
      await ready;
    }, secret);
    const newest = async (): Promise<unknown> => (await events(page)).slice(-2);
    const methods = 'availablepaymentmethodschange of payment';
    const details = 'carddetailschange of payment';
    expect(await events(page)).toEqual([
      [methods, { paymentMethods: { card: { available: true } } }],
    ]);
    const number = paymentFrame(page).getByLabel('Card number');
    await number.fill('4000050360000001');
    await eventually(newest).toEqual([
      [details, { loading: true }],
      [details, { loading: false, details: { brands: ['visa', 'eftpos_au'], funding: 'debit' } }],
    ]);
    await number.fill('55');
    const typing = { loading: false, details: { brands: ['mastercard'], funding: null } };
    await eventually(async () => (await events(page)).at(-1)).toEqual([details, typing]);
    const fetchUpdates = (): Promise<unknown> =>
      page.evaluate(() => (window as unknown as ShopWindow).elements.fetchUpdates());
    await stage.stripe.setupIntents.update(id, {
      allowed_payment_method_types: ['card', 'us_bank_account'],
    });
    expect(await fetchUpdates()).toEqual({});
    await paymentFrame(page).locator('#us_bank_account-tab').click();
    await eventually(newest).toEqual([
      [
        methods,
        { paymentMethods: { card: { available: true }, us_bank_account: { available: true } } },
      ],
      [details, { loading: false }],
    ]);
    await page.route('**/v1/elements/sessions**', (route) => route.abort());
    expect(await fetchUpdates()).toMatchObject({ error: { status: 'api_connection_error' } });
  });

  it('tell when the form could not load', async () => {
    const page = await stage.open();
    const failed = mountPayment(page, { elements: { clientSecret: 'seti_123_secret_456' } });
    await expect(failed).rejects.toThrow(/No such setupintent/);
  });

  it('tell when its document hangs, and let nobody wait for it', async () => {
    const page = await stage.open({ apart: true });
    await page.clock.install();
    const asked = page.waitForRequest('**/v3/elements-inner-payment*');
    await page.route('**/v3/elements-inner-payment*', () => undefined);
    await page.evaluate(() => {
      const shop = window as unknown as ShopWindow;
      shop.events = [];
      shop.elements = shop.Stripe('pk_test_emulator').elements({ mode: 'setup' });
      shop.payment = shop.elements.create('payment');
      for (const name of ['loaderstart', 'ready', 'loaderror']) {
        shop.payment.on(name, (payload: Record<string, unknown>) =>
          shop.events.push([name, payload]),
        );
      }
      shop.payment.mount('#payment');
      shop.elements.submit().catch((error: Error) => shop.events.push([error.name, {}]));
    });
    await asked;
    await page.clock.runFor(62_000);
    await eventually(() => events(page)).toEqual([
      [
        'loaderror',
        {
          elementType: 'payment',
          error: expect.objectContaining({ type: 'api_connection_error' }) as object,
        },
      ],
      ['IntegrationError', {}],
    ]);
    // It is not told twice, should the document come to nothing as well.
    await page.clock.runFor(62_000);
    expect(await events(page)).toHaveLength(2);
    expect(await page.locator('.__PrivateStripeElementLoader').count()).toBe(0);
  });

  it('never hand the page a digit of the card, and the page never sends one', async () => {
    const page = await stage.open();
    await page.evaluate(() => {
      const shop = window as unknown as { heard: string[] };
      shop.heard = [];
      window.addEventListener('message', (event) => shop.heard.push(JSON.stringify(event.data)));
    });
    const senders: { origin: string; body: string }[] = [];
    page.on('request', (request: Request) => {
      // A frame that is being opened has no address yet; its parent asks for it.
      const { origin } = new URL(request.frame().url() || stage.shop.url);
      senders.push({ origin, body: request.url() + (request.postData() ?? '') });
    });
    const intent = await stage.stripe.setupIntents.create({
      automatic_payment_methods: { enabled: true },
    });
    const frame = await mountPayment(page, { elements: { clientSecret: intent.client_secret } });
    await fillCard(frame, '5555555555554444');
    await callStripe(page, 'confirmSetup', { redirect: 'if_required' });

    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard.length).toBeGreaterThan(5);
    expect(heard.join('\n')).not.toMatch(/5555|4444/);
    expect(JSON.stringify(await events(page))).not.toMatch(/5555|4444/);
    const carrying = senders.filter(({ body }) => body.includes('5555555555554444'));
    expect(carrying.map(({ origin }) => origin)).toEqual([stage.emulator.urls.frames]);
    const ofPage = senders.filter(({ origin }) => origin === stage.shop.url);
    expect(ofPage.map(({ body }) => body).join()).not.toContain(`${stage.emulator.urls.api}/v1/`);
  });

  it('ignore messages that others forge', async () => {
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { mode: 'setup' } });
    const before = await events(page);
    await page.evaluate(() => {
      const src = document.querySelector('iframe')?.src ?? '';
      const channel = new URLSearchParams(new URL(src).hash.slice(1)).get('controllerId');
      // Right channel, wrong window and origin.
      window.postMessage({ kind: 'event', channel, name: 'escape', payload: null }, '*');
    });
    await frame.getByLabel('Card number').fill('4');
    await eventually(async () => (await events(page)).length).toBeGreaterThan(before.length);
    expect((await events(page)).map(([name]) => name)).not.toContain('escape');
  });

  it('stop a frame that is opened by anybody but its page', async () => {
    const page = await stage.open();
    await mountPayment(page, { elements: { mode: 'setup' } });
    const src = await page.locator('iframe').getAttribute('src');
    const errors: string[] = [];
    const alone = await page.context().newPage();
    alone.on('pageerror', (error) => errors.push(error.message));
    await alone.goto(src ?? '');
    await eventually(() => errors).toEqual(['This frame belongs to another page.']);
  });
});
