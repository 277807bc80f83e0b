import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { editProduct } from '../catalog/write-product';
import { prepareQueues } from '../jobs/boss';
import type { BuyerId } from '../model/ids';
import { openShop } from '../onboarding/open-shop';
import { applicationForm } from '../onboarding/requests';
import { askRefund } from '../payments/refunds/ask-refund';
import { cancelOrder } from '../payments/cancel-order';
import { decideRefund } from '../payments/refunds/decide-refund';
import { removeMethod } from '../payments/wallet/remove-method';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { placedTogether } from '../payments/testing/all-or-nothing';
import { openHouse } from '../payments/testing/house';
import { beginPlus } from '../payments/testing/membership';
import { openStalls, type Stall } from '../payments/testing/shop';
import { workerOf } from '../seller/testing';
import { writeAct } from '../store/acts';
import { getDb, withTx } from '../store/client';
import { acts, products, variants } from '../store/schema';
import { changeSubscription } from '../subscriptions/changes/ask-change';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { compareDay } from '../work/compare-day';
import { listActs } from './list-acts';

const house = openHouse();
const application = applicationForm.parse({
  ...{ name: 'Paula’s Prints', sells: 'Lino prints of birds', place: 'Portland' },
  ...{ country: 'US', statementName: '' },
});
let stall: Stall;
let other: Stall;
beforeAll(async () => {
  [stall, other] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  await prepareQueues();
});

test('a refund leaves who asked and who granted it, as ids and without their words', async () => {
  const order = await paidOrder(house.emulator, [stall]);
  const olu = await operator();
  const asked = await askRefund(order.buyer, order, {
    ...{ number: 1, amount: 'all', reason: 'other', note: 'secret words' },
  });
  if (!asked.ok) throw new Error(asked.message);
  const granted = { decision: 'grant', answer: 'secret answer' } as const;
  await decideRefund(olu, asked.value.refundId, granted);
  // The same press twice is no second act; nor is one that is refused.
  await decideRefund(olu, asked.value.refundId, granted);
  await decideRefund(await operator(), asked.value.refundId, granted);

  const about = expect.arrayContaining([
    ['Order', order.orderId],
    ['Refund', asked.value.refundId],
  ]) as unknown;
  expect((await listActs({ kind: null, who: olu.email.toUpperCase(), after: null })).rows).toEqual([
    expect.objectContaining({ text: 'Granted a refund', role: 'operator', about }),
  ]);
  const { rows } = await listActs({ kind: null, who: order.buyer.email, after: null });
  expect(rows).toMatchObject([
    { text: 'Asked for a refund', role: 'buyer', about },
    { text: 'Placed an order', role: 'buyer', about: [['Order', order.orderId]] },
  ]);
  const db = await getDb();
  expect(JSON.stringify(await db.select().from(acts))).not.toContain('secret');
});

test('what a buyer has done with a subscription is told, and a second press is not', async () => {
  const { buyer, card } = await paidOrder(house.emulator, [stall]);
  const plan = await openPlan(house.emulator, other);
  const mirror = await makeMirror(house.emulator, buyer, card, plan);
  await changeSubscription(buyer, mirror.id, { kind: 'cancel_at_period_end' });
  await changeSubscription(buyer, mirror.id, { kind: 'cancel_at_period_end' });
  await changeSubscription(buyer, mirror.id, { kind: 'resume' });
  const { rows } = await listActs({ kind: null, who: buyer.email, after: null });
  expect(rows.map(({ text }) => text)).toEqual([
    'Resumed a subscription',
    'Canceled a subscription',
    'Placed an order',
  ]);
  expect(rows[0]?.about).toContainEqual(['Subscription', mirror.id]);
});

test('an order called off, Plus, a card and a shop: each once, however often it is pressed', async () => {
  const order = await placedTogether(house.emulator, [stall, other]);
  const { buyer, card } = order;
  for (const _ of ['first', 'again']) {
    await cancelOrder(buyer, order.orderId);
    await beginPlus(buyer);
    await removeMethod(buyer, card.id);
    await openShop(buyer, application);
  }
  const { rows } = await listActs({ kind: null, who: buyer.email, after: null });
  expect(rows.map(({ text }) => text)).toEqual([
    'Opened a shop',
    'Removed a card or bank account',
    'Began to pay Plus',
    'Called an order off',
    'Placed an order',
  ]);
  expect(rows[1]?.about).toEqual([['Saved method', card.id]]);
});

test('a changed price, and a day that is compared, leave who did it', async () => {
  const worker = await workerOf(stall);
  const db = await getDb();
  const [row] = await db
    .select({ product: products, variant: variants })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(variants.id, stall.variantId));
  if (!row) throw new Error('the stall is empty');
  const { name, description, category, delivery, picture } = row.product;
  const edit = { name, description, category, delivery, pictures: [picture], hidden: false };
  const kind = { id: stall.variantId, stock: 50, stockWas: 50 };
  for (const price of ['42.00', '43.00']) {
    const edited = await editProduct(worker, row.product.id, {
      ...edit,
      kinds: [{ ...kind, price }],
    });
    if (!edited.ok) throw new Error(edited.message);
  }
  const { rows } = await listActs({ kind: null, who: worker.email, after: null });
  expect(rows.map(({ text }) => text)).toEqual(['Changed a price', 'Changed a product']);
  // Of a price that comes with something else, both are told.
  const kinds = [{ ...kind, price: '44.00' }];
  await editProduct(worker, row.product.id, { ...edit, delivery: 'By post', kinds });
  const later = await listActs({ kind: null, who: worker.email, after: null });
  expect(later.rows.slice(0, 2).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Changed a price', 'Changed a product']),
  );
  expect(later.rows).toHaveLength(4);

  const olu = await operator();
  await compareDay(olu, '2026-11-20');
  expect(await listActs({ kind: 'day_compared', who: olu.email, after: null })).toMatchObject({
    rows: [{ about: [['Day', '2026-11-20']] }],
    next: null,
  });
});

test('acts go on page by page, stay as they are, and go with what did not happen', async () => {
  const who = await operator();
  await withTx(async (tx) => {
    for (let times = 0; times < 31; times += 1) {
      await writeAct(tx, who, 'work_tried_again', { jobId: `job_${times}` });
    }
  });
  const all = { kind: null, who: who.email } as const;
  const first = await listActs({ ...all, after: null });
  const second = await listActs({ ...all, after: first.next });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([30, 1, null]);

  const failing = withTx(async (tx) => {
    await writeAct(tx, who, 'work_tried_again', { jobId: 'job_never' });
    throw new Error('and nothing came of it');
  });
  await expect(failing).rejects.toThrow('nothing came of it');
  expect((await listActs({ ...all, after: first.next })).rows).toHaveLength(1);

  const db = await getDb();
  const nobody = 'usr_nobody' as BuyerId;
  for (const change of [
    () => db.update(acts).set({ actorId: nobody }),
    () => db.delete(acts).where(eq(acts.actorId, who.id)),
    () => db.execute(sql`truncate acts`),
  ]) {
    await expect(change()).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/acts are written once/) as unknown },
    });
  }
});
