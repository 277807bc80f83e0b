import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { Seed } from '../../server/public-api';
import { readCommand } from '../../server/cli-options';
import { settled } from '../events/watch';
import { temporaryDirectory } from '../support/data-directory';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';

const secret = 'whsec_standing';
const catalog = {
  products: [{ id: 'prod_coffee', name: 'Coffee', default_price: 'price_monthly' }],
  prices: [
    {
      id: 'price_monthly',
      product: 'prod_coffee',
      unit_amount: 1500,
      currency: 'usd',
      recurring: { interval: 'month' },
      lookup_key: 'coffee',
      metadata: { cup: 'blue' },
    },
  ],
  customers: [{ id: 'cus_jenny', email: 'jenny@example.com', name: 'Jenny Rosen' }],
};

describe('a standing endpoint', () => {
  test('hears of the platform and its accounts with the given secret, also after a reset', async () => {
    const receiver = await startReceiver();
    const emulator = await startEmulator({ forward: { url: receiver.url, secret } });
    const stripe = stripeFor(emulator);
    const heard = async () => {
      await settled(emulator);
      return receiver.received
        .splice(0)
        .map(({ body, signature }) => stripe.webhooks.constructEvent(body, signature, secret))
        .filter(({ type }) => type === 'customer.created')
        .map(({ account = null }) => account);
    };
    await stripe.customers.create({});
    expect(await heard()).toEqual([null]);
    await control(emulator, 'POST', '/reset');
    await stripe.customers.create({});
    const account = await seedAccount(emulator);
    await stripe.customers.create({}, { stripeAccount: account });
    expect((await heard()).sort()).toEqual([account, null].sort());
    const { data } = await stripe.webhookEndpoints.list();
    expect(data.map(({ url }) => url)).toEqual([receiver.url, receiver.url]);
  });

  test('follows the platform of a namespace once that is reset', async () => {
    const receiver = await startReceiver();
    const emulator = await startEmulator({ forward: { url: receiver.url, secret } });
    await control(emulator, 'POST', '/reset', { namespace: 'w1' });
    await stripeFor(emulator, { key: 'sk_test_ns_w1' }).customers.create({});
    await settled(emulator);
    expect(receiver.received.map(({ event }) => event.type)).toEqual(['customer.created']);
  });

  test('is one and the same when data is kept', async () => {
    const dataDir = await temporaryDirectory();
    const receiver = await startReceiver();
    for (let start = 0; start < 2; start += 1) {
      const emulator = await startEmulator({ dataDir, forward: { url: receiver.url, secret } });
      const { data } = await stripeFor(emulator).webhookEndpoints.list();
      expect(data).toHaveLength(2);
      await emulator.close();
    }
  });
});

describe('a start with kept data', () => {
  const forwardedTo = async (stripe: Stripe) =>
    (await stripe.webhookEndpoints.list()).data.map(({ url }) => url);

  test('forwards to nobody without the option, and elsewhere with another, on each platform', async () => {
    const dataDir = await temporaryDirectory();
    const own = 'http://127.0.0.1:9/own';
    const start = async (url?: string) => {
      const emulator = await startEmulator({
        dataDir,
        ...(url === undefined ? {} : { forward: { url, secret } }),
      });
      const space = stripeFor(emulator, { key: 'sk_test_ns_w1' });
      return { emulator, both: [stripeFor(emulator), space] };
    };
    const first = await start('http://127.0.0.1:9/first');
    await control(first.emulator, 'POST', '/reset', { namespace: 'w1' });
    for (const stripe of first.both) {
      await stripe.webhookEndpoints.create({
        url: own,
        enabled_events: ['*'],
        description: 'Forwarded events',
      });
      const [, , forwarded] = (await stripe.webhookEndpoints.list()).data;
      await stripe.webhookEndpoints.update(forwarded?.id ?? '', { description: 'Mine' });
    }
    await first.emulator.close();
    const second = await start('http://127.0.0.1:9/second');
    for (const stripe of second.both) {
      const twice = ['http://127.0.0.1:9/second', 'http://127.0.0.1:9/second'];
      expect(await forwardedTo(stripe)).toEqual([own, ...twice]);
    }
    await second.emulator.close();
    const third = await start();
    for (const stripe of third.both) expect(await forwardedTo(stripe)).toEqual([own]);
    await third.emulator.close();
    const fourth = await start('http://127.0.0.1:9/fourth');
    expect(await forwardedTo(stripeFor(fourth.emulator))).toHaveLength(3);
  });

  test('leaves what was seeded as somebody changed it since', async () => {
    const dataDir = await temporaryDirectory();
    const emulator = await startEmulator({ dataDir, seed: catalog });
    const stripe = stripeFor(emulator);
    const { id } = await stripe.prices.create({
      currency: 'usd',
      product: 'prod_coffee',
      unit_amount: 1700,
    });
    await stripe.products.update('prod_coffee', { default_price: id });
    await emulator.close();
    const again = await startEmulator({ dataDir, seed: catalog });
    const product = await stripeFor(again).products.retrieve('prod_coffee');
    expect(product.default_price).toBe(id);
  });
});

describe('a standing seed', () => {
  test('gives a namespace of its own all but the accounts that are another’s', async () => {
    const emulator = await startEmulator({
      seed: { ...catalog, accounts: [{ id: 'acct_1StandingSeed00' }] },
    });
    await control(emulator, 'POST', '/reset', { namespace: 'w1' });
    const own = stripeFor(emulator, { key: 'sk_test_ns_w1' });
    expect(await own.prices.retrieve('price_monthly')).toMatchObject({ unit_amount: 1500 });
    expect((await own.accounts.list()).data).toEqual([]);
  });

  test('is there at the start and after each reset, and is told to nobody', async () => {
    const receiver = await startReceiver();
    const emulator = await startEmulator({
      seed: catalog,
      forward: { url: receiver.url, secret },
    });
    const stripe = stripeFor(emulator);
    for (const reset of [false, true]) {
      if (reset) await control(emulator, 'POST', '/reset');
      const price = await stripe.prices.retrieve('price_monthly', { expand: ['product'] });
      expect(price).toMatchObject({
        lookup_key: 'coffee',
        metadata: { cup: 'blue' },
        product: { id: 'prod_coffee', default_price: 'price_monthly' },
        recurring: { interval: 'month' },
        unit_amount: 1500,
      });
      expect((await stripe.customers.retrieve('cus_jenny')) as Stripe.Customer).toMatchObject({
        email: 'jenny@example.com',
      });
      await stripe.customers.update('cus_jenny', { name: 'Someone else' });
    }
    await settled(emulator);
    expect(new Set(receiver.received.map(({ event }) => event.type))).toEqual(
      new Set(['customer.updated']),
    );
  });

  test('can be asked for by the control API, twice without harm', async () => {
    const emulator = await startEmulator();
    for (let times = 0; times < 2; times += 1) {
      expect(await control(emulator, 'POST', '/seed', catalog)).toEqual({
        products: [{ id: 'prod_coffee' }],
        prices: [{ id: 'price_monthly' }],
        customers: [{ id: 'cus_jenny' }],
      });
    }
    expect((await stripeFor(emulator).prices.list()).data).toHaveLength(1);
  });

  test.each([
    [
      { prices: [{ product: 'prod_none', currency: 'usd', unit_amount: 1 }] },
      /prices\[0\]: No such/,
    ],
    [{ prices: [{ currency: 'usd', unit_amount: 1 }] }, /prices\[0\]: Missing .* product/],
    [{ products: [{ name: 'Tea', colour: 'green' }] }, /products\[0\]: Received unknown/],
    [{ customers: [{ id: 'cus jenny' }] }, /customers\[0\]: Invalid id/],
    [{ plans: [] }, /unknown parameter: plans/],
  ])('that is wrong says where: %j', async (seed, message) => {
    await expect(startEmulator({ seed: seed as Seed })).rejects.toThrow(message);
  });
});

describe('on the command line', () => {
  test('both are options', async () => {
    const file = path.join(await temporaryDirectory(), 'seed.json');
    await writeFile(file, JSON.stringify(catalog));
    const url = 'http://localhost:3000/webhooks';
    const args = ['--seed', file, '--forward-to', url, '--webhook-secret', secret];
    expect(readCommand(args, {})).toMatchObject({
      options: { seed: catalog, forward: { url, secret } },
    });
  });

  test.each([
    [['--forward-to', 'http://localhost'], 'give both'],
    [['--forward-to', 'localhost:3000', '--webhook-secret', secret], 'http or https'],
    [['--forward-to', 'http://localhost', '--webhook-secret', 'x'], 'whsec_'],
    [['--seed', '/nowhere.json'], 'cannot be read'],
  ])('%j is refused', (args, message) => {
    expect(() => readCommand(args, {})).toThrow(message);
  });
});
