import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../server/emulator';
import { startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

/** Customers c0 … c(n-1), made in this order, one second apart by the emulator's clock. */
async function withCustomers(count: number): Promise<{ emulator: Emulator; start: number }> {
  const start = 1_790_000_000;
  let seconds = start;
  const emulator = await startEmulator({ clock: () => seconds * 1000 });
  const stripe = stripeFor(emulator);
  for (let index = 0; index < count; index += 1) {
    await stripe.customers.create({ name: `c${index}` });
    seconds += 1;
  }
  return { emulator, start };
}

describe('paging', () => {
  test('newest first, ten by default, with the rest announced', async () => {
    const { emulator } = await withCustomers(12);
    const page = await stripeFor(emulator).customers.list();
    expect(page).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' });
    expect(page.data.map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, index) => `c${11 - index}`),
    );
    expect(page).not.toHaveProperty('total_count');
  });

  test('the SDK walks all pages, forwards and backwards', async () => {
    const { emulator } = await withCustomers(7);
    const names: (string | null | undefined)[] = [];
    const stripe = stripeFor(emulator);
    for await (const { name } of stripe.customers.list({ limit: 2 })) names.push(name);
    expect(names).toEqual(['c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c0']);
    const oldest = (await stripe.customers.list({ limit: 100 })).data.at(-1);
    const before = await stripe.customers.list({ limit: 2, ending_before: oldest?.id ?? '' });
    expect(before.data.map(({ name }) => name)).toEqual(['c2', 'c1']);
    expect(before.has_more).toBe(true);
    const upwards: (string | null | undefined)[] = [];
    const from = { limit: 2, ending_before: oldest?.id ?? '' };
    for await (const { name } of stripe.customers.list(from)) upwards.push(name);
    expect(upwards).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
    const newest = (await stripe.customers.list({ limit: 1 })).data[0]?.id ?? '';
    expect(await stripe.customers.list({ ending_before: newest })).toMatchObject({
      data: [],
      has_more: false,
    });
  });

  test('cursors go together with filters', async () => {
    const { emulator, start } = await withCustomers(6);
    const stripe = stripeFor(emulator);
    const [c5] = (await stripe.customers.list()).data;
    const page = await stripe.customers.list({
      limit: 2,
      starting_after: c5?.id ?? '',
      created: { lte: start + 3 },
    });
    expect(page.data.map(({ name }) => name)).toEqual(['c3', 'c2']);
    expect(page.has_more).toBe(true);
  });

  test('the limit is clamped, not refused', async () => {
    const { emulator } = await withCustomers(3);
    const stripe = stripeFor(emulator);
    expect((await stripe.customers.list({ limit: 0 })).data).toHaveLength(1);
    expect((await stripe.customers.list({ limit: 101 })).data).toHaveLength(3);
  });

  test('cursors are checked', async () => {
    const { emulator } = await withCustomers(1);
    const unknown = await call(emulator, '/v1/customers?starting_after=cus_aaa');
    expect(unknown.status).toBe(400);
    expect(unknown.json.error).toMatchObject({
      code: 'resource_missing',
      param: 'starting_after',
      message: "No such customer: 'cus_aaa'",
    });
    const stripe = stripeFor(emulator);
    const [known] = (await stripe.customers.list()).data;
    const both = await call(
      emulator,
      `/v1/customers?starting_after=${known?.id}&ending_before=${known?.id}`,
    );
    expect(both.status).toBe(400);
    expect(both.json.error?.message).toBe(
      'Received both starting_after and ending_before parameters. Please pass in only one.',
    );
    expect(both.json.error).not.toHaveProperty('code');
    // An unknown one is told before that there are two.
    const unknownOfBoth = await call(
      emulator,
      `/v1/customers?starting_after=${known?.id}&ending_before=cus_b`,
    );
    expect(unknownOfBoth.json.error).toMatchObject({
      message: "No such customer: 'cus_b'",
      param: 'ending_before',
    });
  });

  test.each([
    ['payment_methods?customer=CUSTOMER&', 'PaymentMethod'],
    ['setup_intents?', 'setupintent'],
    ['payment_intents?', 'payment_intent'],
    ['balance_transactions?', 'balance transaction'],
    ['application_fees?', 'application fee'],
    ['webhook_endpoints?', 'webhook endpoint'],
    ['charges?', 'charge'],
  ])('an unknown cursor of %s is called a %s', async (path, noun) => {
    const emulator = await startEmulator();
    const { id } = await stripeFor(emulator).customers.create({});
    const query = path.replace('CUSTOMER', id);
    const answer = await call(emulator, `/v1/${query}starting_after=nobody`);
    expect([answer.status, answer.json.error?.message]).toEqual([400, `No such ${noun}: 'nobody'`]);
  });

  test('created filters by a moment or a range', async () => {
    const { emulator, start } = await withCustomers(5);
    const stripe = stripeFor(emulator);
    const names = async (
      created: number | { gt?: number; gte?: number; lt?: number; lte?: number },
    ) => (await stripe.customers.list({ created })).data.map(({ name }) => name);
    expect(await names(start + 2)).toEqual(['c2']);
    expect(await names({ gt: start + 2 })).toEqual(['c4', 'c3']);
    expect(await names({ gte: start + 1, lte: start + 2 })).toEqual(['c2', 'c1']);
    expect(await names({ lt: start + 1 })).toEqual(['c0']);
  });

  test('are filtered alike where few match and where very many do', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const email = 'many@example.com';
    const rare = 'rare@example.com';
    await stripe.customers.create({ email: rare });
    // More than an index is used for.
    for (let batch = 0; batch < 11; batch += 1) {
      await Promise.all(Array.from({ length: 100 }, () => stripe.customers.create({ email })));
    }
    const { id: last } = await stripe.customers.create({ email: rare });
    const newest = await stripe.customers.list({ email, limit: 2 });
    expect(newest).toMatchObject({ data: [{ email }, { email }], has_more: true });
    const next = await stripe.customers.list({
      email,
      limit: 100,
      starting_after: newest.data[1]?.id ?? '',
    });
    expect(next.data).toHaveLength(100);
    expect(new Set([...newest.data, ...next.data].map(({ id }) => id)).size).toBe(102);
    const found = await stripe.customers.list({ email: rare, limit: 1 });
    expect(found).toMatchObject({ data: [{ id: last }], has_more: true });
    const older = await stripe.customers.list({ email: rare, starting_after: last });
    expect(older).toMatchObject({ data: [{ email: rare }], has_more: false });
  });
});
