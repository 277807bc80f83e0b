import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { EventsQuery } from '../model/operator';
import { askRefund } from '../payments/refunds/ask-refund';
import { decideRefund } from '../payments/refunds/decide-refund';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { legs, sellers, webhookEvents } from '../store/schema';
import { listEvents } from './list-events';
import { exportFees, listFees } from './list-fees';
import { actsQuery, feesQuery, ordersQuery } from './requests';

const house = openHouse();

test('fees are told by account and currency, less what went back, of the chosen days alone', async () => {
  const [stall] = (await openStalls(house.emulator, 1)) as [Stall];
  const db = await getDb();
  await db
    .update(sellers)
    .set({ name: '=HYPERLINK("https://evil.example")' })
    .where(eq(sellers.id, stall.sellerId));
  const order = await paidOrder(house.emulator, [stall]);
  const old = await paidOrder(house.emulator, [stall]);
  await db
    .update(legs)
    .set({ paidAt: sql`'2026-03-01T23:59:59.5Z'::timestamptz` })
    .where(eq(legs.orderId, old.orderId));
  const asked = await askRefund(order.buyer, order, {
    ...{ number: 1, amount: '12', reason: 'other', note: '' },
  });
  if (!asked.ok) throw new Error(asked.message);
  await decideRefund(await operator(), asked.value.refundId, { decision: 'grant', answer: '' });

  const mine = async (span: { from: string; to: string }) =>
    (await listFees(span)).filter(({ sellerId }) => sellerId === stall.sellerId);
  expect(await mine(feesQuery.parse({}))).toMatchObject([
    {
      ...{ currency: 'usd', sales: 1, accountId: stall.accountId },
      ...{ taken: { amount: 420 }, givenBack: { amount: 120 }, left: { amount: 300 } },
    },
  ]);
  expect(await mine({ from: '2026-03-01', to: '2026-03-01' })).toMatchObject([
    { sales: 1, left: { amount: 420 } },
  ]);
  expect(await mine({ from: '2026-03-02', to: '2026-03-03' })).toEqual([]);

  let file = '';
  for await (const line of exportFees({ from: '2026-03-01', to: '2026-03-01' })) file += line;
  expect(file).toContain(
    `2026-03-01,2026-03-01,"'=HYPERLINK(""https://evil.example"")",${stall.accountId},USD,1,4.20,0.00,4.20\r\n`,
  );
});

test('days that are none, or in the wrong order, are the last thirty', () => {
  const span = feesQuery.parse({ from: '2026-05-02', to: '2026-05-01' });
  expect(span).toEqual(feesQuery.parse({ from: "'; drop table", to: '' }));
  expect(span).toEqual(feesQuery.parse({ from: '0000-01-01', to: '2026-05-02' }));
  expect(ordersQuery.parse({ find: '\u0000' }).find).toBe('');
  expect(actsQuery.parse({ who: 'a\u0000' }).who).toBe('');
  expect(Date.parse(span.to) - Date.parse(span.from)).toBe(29 * 86_400_000);
});

test('events are found by what became of them, by account and by kind, and go on page by page', async () => {
  const [stall] = (await openStalls(house.emulator, 1)) as [Stall];
  const db = await getDb();
  const at = new Date('2026-11-20T10:00:00Z');
  await db.insert(webhookEvents).values(
    Array.from({ length: 30 }, (_, index) => ({
      endpoint: 'connect' as const,
      eventId: `evt_${String(index).padStart(3, '0')}`,
      type: index % 2 === 0 ? 'payment_intent.succeeded' : 'charge.refunded',
      accountId: stall.accountId,
      livemode: false,
      created: at,
      // All at one moment, as Stripe may deliver them.
      receivedAt: at,
      handledAt: index === 7 ? null : new Date(at.getTime() + 1500),
      state: index === 7 ? ('failed' as const) : ('handled' as const),
      attempts: index === 7 ? 9 : 1,
      problem: index === 7 ? 'no such charge' : null,
    })),
  );
  const everything: EventsQuery = {
    ...{ outcome: 'all', type: '', after: null },
    seller: stall.sellerId,
  };
  const first = await listEvents(everything);
  const second = await listEvents({ ...everything, after: first.next });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([25, 5, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ eventId }) => eventId)).size).toBe(30);
  expect(first.rows[0]).toMatchObject({ outcome: 'Handled', tries: 1, tookSeconds: 1.5 });
  expect((await listEvents({ ...everything, outcome: 'failed' })).rows).toMatchObject([
    { eventId: 'evt_007', problem: 'no such charge', tries: 9, tookSeconds: null },
  ]);
  expect((await listEvents({ ...everything, type: 'charge' })).rows).toHaveLength(15);
  expect((await listEvents({ ...everything, type: '%' })).rows).toEqual([]);
});
