import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  AccountId,
  BuyerId,
  LabRunId,
  OrderId,
  SellerId,
  SetupId,
  SavedMethodId,
  SubscriptionId,
} from '../model/ids';
import type { Underneath, UnderneathScope } from '../model/underneath';
import { orders, sellers, users, webhookEvents } from '../store/schema';
import { testDb } from '../store/testing/database';
import { exportHtml } from './export-html';
import { exportJson } from './export-json';
import { flushCalls, recordCall, type RecordedCall } from './record';
import { readUnderneath } from './underneath';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(async () => {
  await flushCalls();
  await database.clear();
  await database.db.insert(users).values({ id: ann, name: 'Ann', email: 'ann@example.com' });
  await database.db.insert(orders).values({
    ...{ id: orderId, number: 'SK-1', buyerId: ann, quote: 'q' },
    savedMethodId: 'sm_1' as SavedMethodId,
  });
});
afterAll(() => database.close());

const ann = 'usr_ann' as BuyerId;
const bob = 'usr_bob' as BuyerId;
const orderId = 'ord_1' as OrderId;
const ofOrder = { of: 'order', id: orderId } as const;

const call = (more: Partial<RecordedCall> = {}): RecordedCall => ({
  at: new Date(1_000),
  durationMs: 12,
  subject: { buyerId: ann, orderId },
  accountId: 'acct_1',
  method: 'POST',
  path: '/v1/payment_intents',
  idempotencyKey: 'charge:leg_1:1',
  status: 200,
  requestId: 'req_1',
  request: 'amount=100',
  response: { id: 'pi_1', object: 'payment_intent', latest_charge: 'ch_1' },
  ...more,
});

async function delivered(more: Partial<typeof webhookEvents.$inferInsert> = {}): Promise<void> {
  await database.db.insert(webhookEvents).values({
    endpoint: 'connect',
    eventId: 'evt_1',
    type: 'payment_intent.succeeded',
    accountId: 'acct_1',
    livemode: false,
    objectId: 'pi_1',
    created: new Date(1_100),
    receivedAt: new Date(1_200),
    handledAt: new Date(1_300),
    state: 'handled',
    attempts: 1,
    problem: 'never shown',
    ...more,
  });
}

const look = async (scope: UnderneathScope = ofOrder, id = ann): Promise<Underneath> => {
  const told = await readUnderneath({ id, role: 'buyer' }, scope);
  if (!told) throw new Error('nothing to see');
  return told;
};

const seen = async (scope: UnderneathScope = ofOrder, who = ann) => {
  const { calls, deliveries } = await look(scope, who);
  return { calls: calls.map(({ path }) => path), events: deliveries.map(({ id }) => id) };
};

describe('events on the time line', () => {
  test('are the latest where there are more than are told', async () => {
    recordCall(call());
    await flushCalls();
    const many = Array.from({ length: 301 }, (_, index) => index);
    for (const index of many) {
      await delivered({ eventId: `evt_${index}`, receivedAt: new Date(1_200 + index) });
    }
    expect((await seen()).events).toEqual(many.slice(1).map((index) => `evt_${index}`));
  });

  test('are those about what the calls were answered with, with the seller’s name', async () => {
    await database.db.insert(sellers).values({
      id: 'sel_1' as SellerId,
      slug: 's',
      name: 'Linden Clay',
      tagline: '',
      about: '',
      place: '',
      country: 'US',
      currency: 'usd',
      picture: '',
      position: 0,
      accountId: 'acct_1' as AccountId,
    });
    recordCall(call());
    await delivered({
      eventId: 'evt_2',
      objectId: 're_9',
      paymentIntentId: 'pi_1',
      type: 'refund.created',
      receivedAt: new Date(9_000),
    });
    await delivered();
    await delivered({
      eventId: 'evt_3',
      objectId: 'ch_1',
      type: 'charge.dispute.created',
      receivedAt: new Date(5_000),
    });
    const { deliveries } = await look();
    expect(deliveries.map(({ id }) => id)).toEqual(['evt_1', 'evt_3', 'evt_2']);
    expect(deliveries[0]).toEqual({
      id: 'evt_1',
      endpoint: 'connect',
      type: 'payment_intent.succeeded',
      accountId: 'acct_1',
      accountName: 'Linden Clay',
      objectId: 'pi_1',
      createdAt: '1970-01-01T00:00:01.100Z',
      receivedAt: '1970-01-01T00:00:01.200Z',
      handledAt: '1970-01-01T00:00:01.300Z',
      state: 'handled',
      ignored: null,
      attempts: 1,
    });
  });

  test('of the same id on another account, or on the platform, are somebody else’s', async () => {
    recordCall(call());
    await delivered({ accountId: 'acct_2' });
    await delivered({ eventId: 'evt_2', accountId: null, endpoint: 'platform' });
    expect((await seen()).events).toEqual([]);
  });

  test('of the platform are found by calls on the platform', async () => {
    recordCall(
      call({ accountId: null, response: { id: 'seti_1', payment_method: { id: 'pm_1' } } }),
    );
    await delivered({ accountId: null, endpoint: 'platform', objectId: 'pm_1' });
    expect((await seen()).events).toEqual(['evt_1']);
  });

  test('are not those about what a search ran into: it may be anybody’s', async () => {
    const list = { object: 'list', data: [{ id: 'pi_1', object: 'payment_intent' }] };
    recordCall(call({ method: 'GET', response: list }));
    recordCall(call({ method: 'GET', response: { id: 'cus_1', invoices: list } }));
    await delivered();
    expect((await seen()).events).toEqual([]);
  });

  test('are not those that metadata or words only name', async () => {
    recordCall(
      call({ response: { id: 'pi_2', metadata: { other: 'pi_1' }, description: 'of pi_1' } }),
    );
    await delivered();
    expect((await seen()).events).toEqual([]);
  });
});

describe('what lies under a page', () => {
  beforeEach(async () => {
    recordCall(call({ at: new Date(1_000), path: '/v1/order' }));
    recordCall(
      call({
        at: new Date(2_000),
        path: '/v1/setup',
        subject: { buyerId: ann, setupId: 'set_1' as SetupId },
      }),
    );
    recordCall(call({ at: new Date(3_000), path: '/v1/method', subject: { buyerId: ann } }));
    recordCall(
      call({
        at: new Date(4_000),
        path: '/v1/sub',
        subject: { buyerId: ann, subscriptionId: 'sub_1' as SubscriptionId },
      }),
    );
    recordCall(
      call({
        at: new Date(4_500),
        path: '/v1/run',
        subject: { buyerId: ann, labRunId: 'run_1' as LabRunId },
      }),
    );
    recordCall(call({ at: new Date(5_000), path: '/v1/bob', subject: { buyerId: bob, orderId } }));
    recordCall(call({ at: new Date(6_000), path: '/v1/nobody', subject: {} }));
    await delivered();
  });

  test.each([
    [{ of: 'order', id: 'ord_1' }, ['/v1/order']],
    [{ of: 'run', id: 'run_1' }, ['/v1/run']],
    [{ of: 'wallet' }, ['/v1/setup', '/v1/method', '/v1/sub']],
    [{ of: 'plus' }, []],
    [{ of: 'latest' }, ['/v1/order', '/v1/setup', '/v1/method', '/v1/sub', '/v1/run']],
  ] as const)('%o', async (scope, paths) => {
    expect((await seen(scope)).calls).toEqual(paths);
  });

  test('is nothing of anybody else’s, nor an event about it', async () => {
    const eve = 'usr_eve' as BuyerId;
    expect(await readUnderneath({ id: eve, role: 'buyer' }, ofOrder)).toBeNull();
    for (const scope of [{ of: 'latest' }, { of: 'wallet' }, { of: 'plus' }] as const) {
      expect(await seen(scope, eve)).toEqual({ calls: [], events: [] });
    }
  });

  test('of very much is the latest, in sequence', async () => {
    for (let n = 0; n < 120; n += 1) {
      recordCall(call({ at: new Date(10_000 + n), path: `/v1/${n}` }));
    }
    const { calls } = await seen({ of: 'latest' });
    expect(calls).toHaveLength(100);
    expect([calls[0], calls.at(-1)]).toEqual(['/v1/20', '/v1/119']);
  });
});

// Canaries, put together here so that nothing in the repository looks like a secret.
const secretKey = ['sk', 'test', 'CANARYcanaryCANARYcanary'].join('_');
const clientSecret = ['pi_123', 'secret', 'CANARYcanary'].join('_');
const webhookSecret = ['whsec', 'CANARYcanary'].join('_');
const card = ['4242', '4242', '4242', '4242'].join('');
const hiding = {
  id: 'pi_1',
  client_secret: clientSecret,
  nested: { url: `https://x/?s=${clientSecret}`, card: { number: card, cvc: 'CANARY' } },
  note: `${secretKey} ${webhookSecret} ${card}`,
};

describe('a file to take along', () => {
  test.each(['html', 'json'] as const)('as %s holds no secret, wherever it sat', async (kind) => {
    recordCall(
      call({
        path: `/v1/x?s=${clientSecret}`,
        idempotencyKey: `k:${secretKey}`,
        request: new URLSearchParams({ note: secretKey, 'card[number]': card }).toString(),
        response: hiding,
      }),
    );
    const told = await look();
    // As if it had been kept before redaction knew of it.
    const late = {
      ...told,
      calls: told.calls.map((each) => ({ ...each, response: JSON.stringify(hiding) })),
    };
    for (const underneath of [told, late]) {
      const file =
        kind === 'json'
          ? exportJson('/orders/ord_1', underneath)
          : exportHtml('/orders/ord_1', underneath, 'https://api.stripe.com');
      expect(file).toContain('ord_1');
      expect(file).not.toMatch(/CANARY|canary|4242 ?4242|sk_test_\w/);
    }
  });

  test('as HTML opens without script, loads nothing, and shows text as text', async () => {
    recordCall(call({ response: { id: 'pi_1', name: `<script>alert('x')</script> & "co"` } }));
    recordCall(call({ status: null, response: null, path: '/v1/refunds' }));
    await delivered();
    const file = exportHtml('/orders/<b>', await look(), 'https://api.stripe.com');
    expect(file).not.toMatch(/<script|<link|<img|\ssrc=|url\(|@import|<b>/i);
    expect(file).toContain('&lt;script&gt;');
    expect(file).toContain(`default-src 'none'`);
    expect(file).toContain('payment_intent.succeeded');
    expect(file).toContain('no answer');
    expect(file).toContain('$STRIPE_SECRET_KEY');
    expect(file).toContain('https://docs.stripe.com/api/payment_intents/create');
  });

  test('as JSON has the steps in sequence and each call as data', async () => {
    recordCall(call());
    await delivered();
    const file = JSON.parse(exportJson('/orders/ord_1', await look())) as {
      steps: { kind: string }[];
      calls: { request: unknown; response: unknown }[];
    };
    expect(file.steps.map(({ kind }) => kind)).toEqual(['call', 'webhook']);
    expect(file.calls[0]).toMatchObject({ request: { amount: '100' }, response: { id: 'pi_1' } });
  });

  test('of nothing says so', async () => {
    const nothing = { calls: [], deliveries: [] };
    expect(exportHtml('/wallet', nothing, 'https://x')).toContain('Nothing was said yet.');
  });
});
