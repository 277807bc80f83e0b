import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { followAccount } from '../onboarding/follow-account';
import type { DisputeId, LabRunId } from '../model/ids';
import type { Underneath, UnderneathScope } from '../model/underneath';
import type { SellerUser, SessionUser } from '../model/views';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { operator, paidOrder, type PaidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { newBuyer, openStalls, type Stall } from '../payments/testing/shop';
import { writeEvidence } from '../payments/disputes/write-evidence';
import { readSale } from '../seller/read-sale';
import { workerOf } from '../seller/testing';
import { getDb } from '../store/client';
import { buyers, disputes, legs, subscriptionInvoices, webhookEvents } from '../store/schema';
import { makeMirror, openPlan, type Mirror } from '../subscriptions/testing/mirrors';
import { exportHtml } from './export-html';
import { exportJson } from './export-json';
import { recordCall, type RecordedCall } from './record';
import { readUnderneath } from './underneath';

const house = openHouse();
let stalls: [Stall, Stall];
let order: PaidOrder;
let mirror: Mirror;
let amelie: SellerUser;
let hana: SellerUser;
let olu: SessionUser;

// Put together here so that nothing in the repository looks like a secret.
const secretKey = ['sk', 'test', 'CANARYcanaryCANARYcanary'].join('_');
const clientSecret = ['pi_123', 'secret', 'CANARYcanary'].join('_');
const card = ['4242', '4242', '4242', '4242'].join('');

const call = (more: Partial<RecordedCall>): RecordedCall => ({
  ...{ at: new Date(), durationMs: 9, subject: {}, accountId: null, method: 'GET', path: '/v1/x' },
  ...{ idempotencyKey: null, status: 200, requestId: null, request: '', response: {} },
  ...more,
});

beforeAll(async () => {
  stalls = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  order = await paidOrder(house.emulator, stalls);
  amelie = await workerOf(stalls[0]);
  hana = await workerOf(stalls[1]);
  olu = await operator();
  mirror = await makeMirror(
    house.emulator,
    order.buyer,
    order.card,
    await openPlan(house.emulator, stalls[0]),
  );
  const { buyer } = order;
  const ofPlan = { buyerId: buyer.id, subscriptionId: mirror.id };
  recordCall(call({ subject: ofPlan, accountId: mirror.accountId, path: '/v1/plan' }));
  recordCall(call({ subject: ofPlan, path: '/v1/plan-on-platform' }));
  // What somebody who looked through all accounts was told.
  recordCall(
    call({ path: '/v1/accounts', response: { object: 'list', data: [{ id: 'acct_x' }] } }),
  );
  await followAccount(stalls[0].accountId);
  await followAccount(stalls[1].accountId);
  await readSale(amelie.seller, order.legId);
  const db = await getDb();
  for (const [index, { accountId }] of stalls.entries()) {
    await db.insert(webhookEvents).values({
      ...{ endpoint: 'connect', eventId: `evt_${index}`, type: 'account.updated', accountId },
      ...{ livemode: false, objectId: accountId, created: new Date() },
    });
  }
});

async function look(who: Pick<SessionUser, 'id' | 'role'>, scope: UnderneathScope) {
  const told = await readUnderneath(who, scope);
  if (!told) throw new Error('nothing to see');
  return told;
}
const accountsOf = ({ calls }: Underneath) => [...new Set(calls.map((each) => each.accountId))];
const pathsOf = ({ calls }: Underneath) => calls.map(({ method, path }) => `${method} ${path}`);
const eventsOf = ({ deliveries }: Underneath) => deliveries.map(({ id }) => id);
const ofSale = () => ({ of: 'sale', id: order.legId }) as const;
const invoiceOf = async () => {
  const db = await getDb();
  const [invoice] = await db
    .select({ id: subscriptionInvoices.accountInvoiceId })
    .from(subscriptionInvoices)
    .where(eq(subscriptionInvoices.subscriptionId, mirror.id));
  return String(invoice?.id);
};

describe('a seller', () => {
  test('sees the calls of their own sale, on their own account alone', async () => {
    const sale = await look(amelie, ofSale());
    expect(accountsOf(sale)).toEqual([stalls[0].accountId]);
    expect(pathsOf(sale)).toEqual(
      expect.arrayContaining(['POST /v1/payment_methods', 'POST /v1/payment_intents']),
    );
    expect(pathsOf(sale).join()).toMatch(/GET \/v1\/(balance_transactions|charges)/);
    const [other] = await (
      await getDb()
    )
      .select()
      .from(legs)
      .where(eq(legs.sellerId, hana.seller.id));
    const hers = await look(hana, { of: 'sale', id: String(other?.id) });
    expect(accountsOf(hers)).toEqual([stalls[1].accountId]);
  });

  test('sees those of a plan’s payment, without what the platform was asked', async () => {
    const id = await invoiceOf();
    expect(pathsOf(await look(amelie, { of: 'sale', id }))).toEqual(['GET /v1/plan']);
    expect(await readUnderneath(hana, { of: 'sale', id })).toBeNull();
  });

  test('sees the calls about a dispute, on their own account alone, and nothing of the platform', async () => {
    const disputed = await paidOrder(house.emulator, stalls, 'pm_card_createDispute');
    const db = await getDb();
    const rowsOf = () =>
      db
        .select({ id: disputes.id, sellerId: legs.sellerId, there: disputes.accountDisputeId })
        .from(disputes)
        .innerJoin(legs, eq(legs.id, disputes.legId))
        .where(eq(legs.orderId, disputed.orderId));
    const ofOrder = await db.select().from(legs).where(eq(legs.orderId, disputed.orderId));
    const known = async () => {
      for (const { id } of ofOrder) await lookAfterSale({ legId: id });
      return (await rowsOf()).length;
    };
    await expect.poll(known, { timeout: 20_000 }).toBe(2);
    const [buyer] = await db.select().from(buyers).where(eq(buyers.id, disputed.buyer.id));
    const platforms = [String(buyer?.platformCustomerId), disputed.card.platformMethodId];
    const rows = await rowsOf();
    for (const [seller, other, stall] of [
      [amelie, hana, stalls[0]],
      [hana, amelie, stalls[1]],
    ] as const) {
      const row = rows.find(({ sellerId }) => sellerId === seller.seller.id);
      const scope = { of: 'dispute', id: String(row?.id) } as const;
      await writeEvidence(seller, String(row?.id) as DisputeId, {
        evidence: { uncategorized_text: 'It was sent.' },
        files: [],
        submit: true,
      });
      const told = await look(seller, scope);
      expect(accountsOf(told)).toEqual([stall.accountId]);
      expect(pathsOf(told)).toContain(`POST /v1/disputes/${row?.there}`);
      expect(pathsOf(told)).toContain('POST /v1/payment_intents');
      for (const text of [JSON.stringify(told), exportJson('/x', told)]) {
        for (const hidden of [...platforms, disputed.buyer.email])
          expect(text).not.toContain(hidden);
        expect(text).not.toContain(stalls.find((one) => one !== stall)?.accountId);
      }
      expect(JSON.stringify(told)).toContain('It was sent.');
      for (const nobody of [other, disputed.buyer, olu]) {
        expect(await readUnderneath(nobody, scope)).toBeNull();
      }
    }
    for (const { id } of ofOrder) await lookAfterSale({ legId: id });
    const order = await look(disputed.buyer, { of: 'order', id: disputed.orderId });
    const answered = order.calls.find(({ method, path }) =>
      `${method} ${path}`.startsWith('POST /v1/disputes/'),
    );
    expect(JSON.parse(answered?.request ?? '')).toEqual({ evidence: '[hidden]', submit: 'true' });
    expect(JSON.stringify(order)).not.toContain('It was sent.');
  });

  test('finds of another’s what there is of nothing', async () => {
    for (const id of [order.legId, await invoiceOf(), 'leg_0', 'in_0']) {
      expect(await readUnderneath(hana, { of: 'sale', id }), id).toBeNull();
      expect(await readUnderneath(hana, { of: 'dispute', id }), id).toBeNull();
    }
    for (const of of ['any_order', 'any_account'] as const) {
      for (const id of [order.orderId, amelie.seller.id, hana.seller.id]) {
        expect(await readUnderneath(hana, { of, id }), id).toBeNull();
      }
    }
    expect(await readUnderneath(hana, { of: 'everything' })).toBeNull();
    expect(await readUnderneath(hana, { of: 'order', id: order.orderId })).toBeNull();
    expect(await readUnderneath(hana, { of: 'subscription', id: mirror.id })).toBeNull();
  });

  test('sees all of their account and what is said about it, and nothing of another’s', async () => {
    for (const [seller, [own, others]] of [
      [amelie, [stalls[0].accountId, stalls[1].accountId]],
      [hana, [stalls[1].accountId, stalls[0].accountId]],
    ] as const) {
      const told = await look(seller, { of: 'account' });
      expect(new Set(accountsOf(told))).toEqual(new Set([own, null]));
      // On the platform nothing but the account itself was asked for.
      const onPlatform = told.calls.filter(({ accountId }) => accountId === null);
      expect([...new Set(onPlatform.map(({ path }) => path))]).toEqual([`/v1/accounts/${own}`]);
      expect(JSON.stringify(told)).not.toContain(others);
      expect(eventsOf(told)).toEqual([own === stalls[0].accountId ? 'evt_0' : 'evt_1']);
    }
  });

  test('is not told what the platform keeps of a buyer, nor how to reach them', async () => {
    const [row] = await (await getDb()).select().from(buyers).where(eq(buyers.id, order.buyer.id));
    const email = order.buyer.email;
    recordCall(
      call({
        ...{ method: 'POST', path: '/v1/customers', accountId: stalls[0].accountId },
        request: new URLSearchParams({ email, name: 'Jenny' }).toString(),
        response: { id: 'cus_there', email, address: { line1: 'Down 1', country: 'US' } },
      }),
    );
    recordCall(
      call({
        ...{ method: 'GET', path: '/v1/invoices', accountId: stalls[0].accountId },
        response: {
          data: [{ id: 'in_there', customer_name: 'Jenny', customer_email: email }],
          evidence: {
            ...{ customer_email_address: email, customer_purchase_ip: '203.0.113.7' },
            billing_address: 'Down 1',
          },
          customer_phone: '+81 90',
          customer_address: { city: 'Downtown' },
        },
      }),
    );
    const platforms = [String(row?.platformCustomerId), order.card.platformMethodId];
    const theirs = JSON.stringify(await look(amelie, ofSale()));
    const buyersOwn = JSON.stringify(await look(order.buyer, { of: 'order', id: order.orderId }));
    for (const id of platforms) {
      expect(theirs).not.toContain(id);
      expect(buyersOwn).toContain(id);
    }
    const account = await look(amelie, { of: 'account' });
    const made = account.calls.find(({ path }) => path === '/v1/customers');
    expect(made?.request).toContain('Jenny');
    expect(JSON.stringify(account)).not.toMatch(
      new RegExp([email, 'Down', '203\\.0\\.113', '81 90', ...platforms].join('|')),
    );
  });

  test('is not told of the experiments of the lab on their account', async () => {
    recordCall(
      call({
        ...{ method: 'POST', path: '/v1/payment_intents', accountId: stalls[0].accountId },
        ...{
          subject: { labRunId: 'lab_there' as LabRunId },
          response: { message: 'pm_of_platform' },
        },
      }),
    );
    const account = JSON.stringify(await look(amelie, { of: 'account' }));
    expect(account).not.toContain('pm_of_platform');
    const olus = JSON.stringify(await look(olu, { of: 'any_account', id: amelie.seller.id }));
    expect(olus).toContain('pm_of_platform');
  });

  test('who looks at their sale leaves no trace under the buyer’s order', async () => {
    const mine = await look(order.buyer, { of: 'order', id: order.orderId });
    expect(pathsOf(mine).join()).not.toMatch(/balance_transactions/);
    expect(new Set(accountsOf(mine))).toEqual(new Set(stalls.map(({ accountId }) => accountId)));
  });
});

test('a buyer sees no desk, and their own subscription', async () => {
  for (const scope of [
    ofSale(),
    { of: 'account' },
    { of: 'any_order', id: order.orderId },
    { of: 'any_account', id: amelie.seller.id },
    { of: 'everything' },
  ] as const) {
    expect(await readUnderneath(order.buyer, scope), scope.of).toBeNull();
  }
  const own = { of: 'subscription', id: mirror.id } as const;
  expect(pathsOf(await look(order.buyer, own)).sort()).toEqual([
    'GET /v1/plan',
    'GET /v1/plan-on-platform',
  ]);
  expect(await readUnderneath(await newBuyer(), own)).toBeNull();
});

test('the operator sees an order, an account and the latest of everybody’s', async () => {
  const ofOrder = await look(olu, { of: 'any_order', id: order.orderId });
  expect(accountsOf(ofOrder)).toEqual(
    expect.arrayContaining(stalls.map(({ accountId }) => accountId)),
  );
  const account = await look(olu, { of: 'any_account', id: amelie.seller.id });
  expect(pathsOf(account)).toContain(`GET /v1/accounts/${stalls[0].accountId}`);
  expect(eventsOf(account)).toEqual(['evt_0']);
  const everything = await look(olu, { of: 'everything' });
  expect(pathsOf(everything)).toContain('GET /v1/accounts');
  expect(eventsOf(everything)).toEqual(['evt_0', 'evt_1']);
  for (const of of ['any_order', 'any_account'] as const) {
    expect(await readUnderneath(olu, { of, id: 'x' }), of).toBeNull();
  }
  expect(await readUnderneath(olu, ofSale())).toBeNull();
});

test('no desk’s view and no file of it holds a secret, wherever it sat', async () => {
  recordCall(
    call({
      subject: { sellerId: amelie.seller.id, orderId: order.orderId, legId: order.legId },
      ...{ method: 'POST', path: `/v1/x?s=${clientSecret}`, accountId: stalls[0].accountId },
      idempotencyKey: `k:${secretKey}`,
      request: new URLSearchParams({ note: secretKey, 'card[number]': card }).toString(),
      response: {
        client_secret: clientSecret,
        url: `https://x/setup/s/acct_1/${'CANARY'}`,
        n: card,
      },
    }),
  );
  for (const [who, scope] of [
    [amelie, ofSale()],
    [amelie, { of: 'account' }],
    [olu, { of: 'any_order', id: order.orderId }],
    [olu, { of: 'any_account', id: amelie.seller.id }],
    [olu, { of: 'everything' }],
  ] as const) {
    const told = await look(who, scope);
    const shown = [
      JSON.stringify(told),
      exportJson('/x', told),
      exportHtml('/x', told, 'https://x'),
    ];
    for (const text of shown) {
      expect(text, scope.of).toContain('[hidden]');
      expect(text, scope.of).not.toMatch(/CANARY|canary|4242 ?4242|sk_test_\w/);
    }
  }
});
