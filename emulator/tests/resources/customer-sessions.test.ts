import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { startEmulator, stripeFor } from '../support/emulator';
import { call, type RawAnswer } from '../support/raw-call';
import { expectShape, failure, saveCard, scene } from './scene';

const redisplay: Stripe.CustomerSessionCreateParams.Components = {
  payment_element: { enabled: true, features: { payment_method_redisplay: 'enabled' } },
};

describe('customer sessions', () => {
  test('open the components asked for, and name the rest', async () => {
    const { stripe, jenny } = await scene();
    const session = await stripe.customerSessions.create({
      customer: jenny,
      components: {
        payment_element: {
          enabled: true,
          features: {
            payment_method_save: 'enabled',
            payment_method_save_usage: 'off_session',
            payment_method_remove: 'enabled',
          },
        },
        buy_button: { enabled: true },
      },
    });
    expectShape(session);
    expect(session).not.toHaveProperty('id');
    expect(session).toMatchObject({
      customer: jenny,
      components: {
        buy_button: { enabled: true },
        pricing_table: { enabled: false },
        payment_element: {
          enabled: true,
          features: {
            payment_method_allow_redisplay_filters: ['always'],
            payment_method_redisplay: 'disabled',
            payment_method_save: 'enabled',
            payment_method_save_usage: 'off_session',
          },
        },
        customer_sheet: { enabled: false, features: null },
      },
    });
    expect(session.expires_at).toBeGreaterThan(session.created);
    const expanded = await stripe.customerSessions.create({
      customer: jenny,
      components: redisplay,
      expand: ['customer'],
    });
    expect(expanded.customer).toMatchObject({ id: jenny, email: 'jenny@example.com' });
  });

  test('show a browser the saved methods that may be shown again', async () => {
    const made = await scene();
    const { emulator, stripe, jenny } = made;
    const hidden = await saveCard(made, 'pm_card_visa');
    const shown = await saveCard(made, 'pm_card_mastercard');
    await stripe.paymentMethods.update(shown, { allow_redisplay: 'always' });
    const ask = async (components: Stripe.CustomerSessionCreateParams.Components) => {
      const { client_secret } = await stripe.customerSessions.create({
        customer: jenny,
        components,
      });
      const { json } = await call(
        emulator,
        `/v1/elements/sessions?key=pk_test_emulator&type=deferred_intent&deferred_intent[mode]=setup&customer_session_client_secret=${client_secret}`,
        { key: null },
      );
      return json.customer as { payment_methods: { id: string; card: object }[] };
    };
    const [only, ...others] = (await ask(redisplay)).payment_methods;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: shown, card: { last4: '4444' } });
    expect(only?.card).not.toHaveProperty('fingerprint');
    const both = await ask({
      payment_element: {
        enabled: true,
        features: {
          payment_method_redisplay: 'enabled',
          payment_method_allow_redisplay_filters: ['always', 'unspecified'],
        },
      },
    });
    expect(both.payment_methods.map(({ id }) => id)).toEqual([shown, hidden]);
    expect(await ask({ payment_element: { enabled: true } })).toMatchObject({
      payment_methods: [],
      customer_session: { customer: jenny, components: { payment_element: { enabled: true } } },
    });
  });

  test('let a browser change and remove what they show, and nothing else', async () => {
    const made = await scene();
    const { emulator, stripe, jenny } = made;
    const hidden = await saveCard(made, 'pm_card_visa');
    const shown = await saveCard(made, 'pm_card_mastercard');
    await stripe.paymentMethods.update(shown, { allow_redisplay: 'always' });
    const open = async (remove: 'enabled' | 'disabled'): Promise<string> => {
      const session = await stripe.customerSessions.create({
        customer: jenny,
        components: {
          payment_element: {
            enabled: true,
            features: { payment_method_redisplay: 'enabled', payment_method_remove: remove },
          },
        },
      });
      return `key=pk_test_emulator&customer_session_client_secret=${session.client_secret}`;
    };
    const post = (path: string, body: string): Promise<RawAnswer> =>
      call(emulator, `/v1/elements/payment_methods/${path}`, { key: null, body });

    const looking = await open('disabled');
    const expiry = '&card[exp_month]=7&card[exp_year]=2035';
    const changed = await post(shown, looking + expiry);
    expect(changed.json).toMatchObject({ id: shown, card: { exp_month: 7, exp_year: 2035 } });
    expect(changed.json.card).not.toHaveProperty('fingerprint');
    expect((await post(`${shown}/detach`, looking)).status).toBe(403);
    expect((await post(hidden, looking + expiry)).status).toBe(404);
    expect((await post(shown, 'key=pk_test_emulator')).json.error).toMatchObject({
      code: 'parameter_missing',
    });

    const removing = await open('enabled');
    expect((await post(`${hidden}/detach`, removing)).status).toBe(404);
    expect((await post(`${shown}/detach`, removing)).json).toMatchObject({ id: shown });
    expect((await stripe.paymentMethods.retrieve(shown)).customer).toBeNull();
    expect((await stripe.paymentMethods.retrieve(hidden)).customer).toBe(jenny);
  });

  test('show the default first', async () => {
    const made = await scene();
    const { emulator, stripe, jenny } = made;
    const saved = [await saveCard(made, 'pm_card_visa'), await saveCard(made, 'pm_card_amex')];
    for (const id of saved) await stripe.paymentMethods.update(id, { allow_redisplay: 'always' });
    await stripe.customers.update(jenny, {
      invoice_settings: { default_payment_method: saved[0] as string },
    });
    const session = await stripe.customerSessions.create({
      customer: jenny,
      components: redisplay,
    });
    const { json } = await call(
      emulator,
      `/v1/elements/sessions?key=pk_test_emulator&type=deferred_intent&customer_session_client_secret=${session.client_secret}`,
      { key: null },
    );
    const customer = json.customer as {
      default_payment_method: string;
      payment_methods: { id: string }[];
    };
    expect(customer.default_payment_method).toBe(saved[0]);
    expect(customer.payment_methods.map(({ id }) => id)).toEqual(saved);
  });

  test('end by the clock', async () => {
    let now = Date.now();
    const emulator = await startEmulator({ clock: () => now });
    const stripe = stripeFor(emulator);
    const { id } = await stripe.customers.create();
    const session = await stripe.customerSessions.create({ customer: id, components: redisplay });
    now = session.expires_at * 1000;
    const { status } = await call(
      emulator,
      `/v1/elements/sessions?key=pk_test_emulator&type=deferred_intent&customer_session_client_secret=${session.client_secret}`,
      { key: null },
    );
    expect(status).toBe(400);
  });

  test('say what is wrong', async () => {
    const { emulator, stripe, jenny, seller } = await scene();
    const create = stripe.customerSessions.create.bind(stripe.customerSessions);
    expect(await failure(create({ customer: 'cus_nobody', components: redisplay }))).toMatchObject({
      code: 'resource_missing',
      message: "No such customer: 'cus_nobody'",
    });
    expect(await failure(create({ components: redisplay }))).toMatchObject({ param: 'customer' });
    expect(
      await failure(create({ customer: jenny, components: { buy_button: { enabled: false } } })),
    ).toMatchObject({ statusCode: 400, param: 'components' });
    // The customer of the platform is nobody on a seller's account.
    expect(await failure(create({ customer: jenny, components: redisplay }, seller))).toMatchObject(
      { code: 'resource_missing' },
    );
    const { status } = await call(
      emulator,
      '/v1/elements/sessions?key=pk_test_emulator&type=deferred_intent&customer_session_client_secret=cuss_secret_no',
      { key: null },
    );
    expect(status).toBe(404);
  });
});
