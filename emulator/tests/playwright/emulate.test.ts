import { chromium, type BrowserType, type Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { completeChallenge, failChallenge } from '../../playwright/challenge';
import { emulateStripeEverywhere } from '../../playwright/everywhere';
import { fillCard } from '../../playwright/fill-card';
import { openStage } from '../../playwright/stage';
import { confirmAtStripe } from '../elements/at-stripe';
import { callStripe, makeStripe, mountPayment, useStage } from '../elements/stage';
import { findChromium } from '../support/browser';
import { stripeFor } from '../support/emulator';

const stage = useStage({}, 'stripe');

/** A page that saves a card, by a worker of its own if one is named. */
async function saving(namespace?: string, path = '/') {
  const key = namespace ? `sk_test_ns_${namespace}` : 'sk_test_emulator';
  const stripe = stripeFor(stage.emulator, { key });
  const { id, client_secret } = await stripe.setupIntents.create({
    excluded_payment_method_types: ['us_bank_account'],
  });
  const page = await stage.open({ path, ...(namespace ? { namespace } : {}) });
  await mountPayment(page, { elements: { clientSecret: client_secret } });
  return { stripe, page, id };
}

describe('a page whose script is https://js.stripe.com/v3/', () => {
  it('gets frames of Stripe’s addresses, and nothing else is asked for', async () => {
    const { page } = await saving();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).host));
    const failures: string[] = [];
    page.on('requestfailed', (request) => failures.push(request.url()));
    const { setupIntent } = await confirmAtStripe(page, 'confirmSetup');
    expect(setupIntent?.status).toBe('succeeded');
    const hosts = ['js.stripe.com', 'api.stripe.com', 'testmode-acs.stripe.com'];
    expect([...new Set(asked)].filter((host) => !hosts.includes(host))).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('learns of a challenge that failed', async () => {
    const { page } = await saving();
    await fillCard(page, { number: '4000002500003155' });
    const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    await failChallenge(page);
    expect((await confirmed).error?.code).toBe('setup_intent_authentication_failure');
  });

  it('is sent to the bank under Stripe’s name, and comes back', async () => {
    const created = await stage.stripe.setupIntents.create({
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      return_url: `${stage.shop.url}/back`,
    });
    const page = await stage.open();
    await makeStripe(page);
    void callStripe(page, 'handleNextAction', { clientSecret: created.client_secret }, false).catch(
      () => undefined,
    );
    await page.waitForURL('https://testmode-acs.stripe.com/redirect/authenticate/src_**');
    await completeChallenge(page);
    await page.waitForURL(`${stage.shop.url}/back?**`);
    expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('succeeded');
  });

  it('sees a connection cut where the emulator cuts it, and the hosts that gather signals', async () => {
    const { page } = await saving();
    const api = openStage({ url: stage.emulator.urls.api });
    await fillCard(page, { number: '4242424242424242' });
    await api.control('POST', 'faults', { action: 'drop', path: '/v1/setup_intents/*/confirm' });
    const { error } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(error?.type).toBe('api_connection_error');
    const said = await page.evaluate(async () => {
      const signal = await fetch('https://r.stripe.com/b', { method: 'POST', body: '{}' });
      const other = await fetch('https://dashboard.stripe.com/');
      return [signal.status, other.status, await other.text()];
    });
    expect(said).toEqual([200, 404, 'The local Stripe emulator has no dashboard.stripe.com.']);
  });
});

describe('a page whose script is redirected to the emulator', () => {
  it('works with frames of the emulator’s addresses, in the namespace the address names', async () => {
    const { client_secret } = await stripeFor(stage.emulator, {
      key: 'sk_test_ns_cy1',
    }).setupIntents.create({ excluded_payment_method_types: ['us_bank_account'] });
    const page = await stage.open();
    const { api, frames } = stage.emulator.urls;
    const location = `${api}/endive/stripe.js?namespace=cy1`;
    await page.route('https://js.stripe.com/**', (route) =>
      route.fulfill({ status: 302, headers: { location } }),
    );
    await page.reload();
    await mountPayment(page, { elements: { clientSecret: client_secret } });
    const src = await page
      .locator('iframe[title="Secure payment input frame"]')
      .getAttribute('src');
    expect(src?.startsWith(`${frames}/v3/elements-inner-payment-`)).toBe(true);
    await fillCard(page, { number: '4242424242424242' });
    const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(setupIntent?.status).toBe('succeeded');
  });
});

describe('two workers of one emulator, whose pages have the same key', () => {
  it('never see each other’s objects, calls or resets', async () => {
    const [one, two] = await Promise.all([saving('w1'), saving('w2')]);
    // Ids that are the same on both, as seeds of tests are.
    await Promise.all(
      [one, two].map(({ stripe }, index) =>
        stripe.customers.create({ name: `Worker ${index + 1}` }, { idempotencyKey: 'seed' }),
      ),
    );
    await Promise.all([one, two].map(({ page }) => fillCard(page, { number: '4242424242424242' })));
    const outcomes = await Promise.all(
      [one, two].map(({ page }) => callStripe(page, 'confirmSetup', { redirect: 'if_required' })),
    );
    expect(outcomes.map(({ setupIntent }) => setupIntent?.id)).toEqual([one.id, two.id]);
    const names = async (of: typeof one) =>
      (await of.stripe.customers.list()).data.map(({ name }) => name);
    expect([await names(one), await names(two)]).toEqual([['Worker 1'], ['Worker 2']]);
    await expect(two.stripe.setupIntents.retrieve(one.id)).rejects.toThrow('No such setupintent');

    const url = stage.emulator.urls.api;
    const [first, second] = ['w1', 'w2'].map((namespace) => openStage({ url, namespace }));
    const confirmed = await second?.requests({ path: '/v1/setup_intents/*/confirm' });
    expect(confirmed?.map(({ object_id }) => object_id)).toEqual([two.id]);
    await first?.reset();
    expect([await names(one), await names(two)]).toEqual([[], ['Worker 2']]);
    expect(await first?.requests({ path: '/v1/setup_intents/*' })).toEqual([]);
  });

  it('are switched apart', async () => {
    const url = stage.emulator.urls.api;
    await openStage({ url, namespace: 'w2' }).set({ generation: '2022' });
    const pages = await Promise.all([saving('w1'), saving('w2')]);
    const ids = await Promise.all(
      pages.map(({ page }) =>
        page
          .frameLocator('iframe[title="Secure payment input frame"]')
          .locator('input[name="number"]')
          .getAttribute('id'),
      ),
    );
    expect(ids).toEqual(['payment-numberInput', 'Field-numberInput']);
  });
});

describe('a browser that is launched for suites nobody touches', () => {
  it('answers for Stripe in each context, that of a profile as well', async () => {
    // Of this test alone: the real one is everybody's.
    const browserType = Object.create(chromium) as BrowserType;
    emulateStripeEverywhere(browserType, { url: stage.emulator.urls.api });
    const executablePath = findChromium();
    const options = { args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) };
    const answers = async (page: Page) => {
      const script = await page.goto('https://js.stripe.com/v3/');
      expect(await script?.text()).toContain('EMULATOR');
    };
    const browser = await browserType.launch(options);
    try {
      await answers(await (await browser.newContext()).newPage());
      // This has a context of its own.
      await answers(await browser.newPage());
    } finally {
      await browser.close();
    }
    const profile = await browserType.launchPersistentContext('', options);
    try {
      await answers(await profile.newPage());
    } finally {
      await profile.close();
    }
  });
});
