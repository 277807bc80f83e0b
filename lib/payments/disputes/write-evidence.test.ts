import { beforeAll, expect, test, vi } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import type { Evidence } from '../../model/evidence';
import type { DisputeId } from '../../model/ids';
import type { SellerUser } from '../../model/views';
import { listSellerDisputes, readSellerDispute } from '../../seller/disputes';
import { getDb } from '../../store/client';
import { disputeAnswers } from '../../store/schema';
import { salesWithUnsentEvidence } from './evidence-progress';
import { lookAfterSale } from '../after-sale/look-after-sale';
import { sendEvidenceOf } from './send-evidence';
import { disputedOrder } from '../testing/disputed';
import { openHouse } from '../testing/house';
import type { Stall } from '../testing/shop';
import { openShops } from '../testing/shops';
import { writeEvidence } from './write-evidence';

const house = openHouse();
let stalls: readonly [Stall, Stall];
let worker: SellerUser;
let stranger: SellerUser;
beforeAll(async () => {
  ({ stalls, worker, stranger } = await openShops(house.emulator));
});

const disputed = () => disputedOrder(house.emulator, stalls[0]);
const write = (disputeId: DisputeId, evidence: Evidence, submit: boolean, user = worker) =>
  writeEvidence(user, disputeId, { evidence, files: [], submit });
const at = (order: { accountId: string; stripeId: string }) =>
  house.emulator.stripe.disputes.retrieve(order.stripeId, {}, { stripeAccount: order.accountId });

/** A dispute whose answer was on its way to Stripe, which we have heard nothing from. */
async function answerIsLost() {
  const order = await disputed();
  vi.spyOn(console, 'error').mockReturnValue();
  await house.emulator.fault({
    method: 'POST',
    path: `/v1/disputes/${order.stripeId}`,
    times: 3,
    action: 'drop',
  });
  await write(order.disputeId, { uncategorized_text: 'It was sent.' }, true);
  await house.emulator.clearFaults();
  return order;
}

test('a draft is its seller’s alone; sent once, the bank decides, and that is told', async () => {
  const order = await disputed();
  const { disputeId } = order;
  expect(
    await write(disputeId, { product_description: 'A bowl', shipping_date: '' }, false),
  ).toEqual({ ok: true, value: { disputeId } });
  expect(await house.emulator.calls()).toEqual([]);
  expect(await readSellerDispute(worker.seller.id, disputeId)).toMatchObject({
    canAnswer: true,
    answer: { state: 'draft', evidence: { product_description: 'A bowl' } },
  });

  const evidence = { product_description: 'A bowl', uncategorized_text: 'winning_evidence' };
  await Promise.all([write(disputeId, evidence, true), write(disputeId, evidence, true)]);
  const writes = await house.emulator.writes();
  expect(writes).toEqual([
    `200 ${order.accountId} /v1/disputes/${order.stripeId} evidence:${disputeId}:1`,
  ]);
  expect((await at(order)).evidence).toMatchObject(evidence);
  expect(await write(disputeId, {}, false)).toMatchObject({ reason: 'sent_already' });
  await expect
    .poll(
      async () => {
        await lookAfterSale({ legId: order.legId });
        return (await readSellerDispute(worker.seller.id, disputeId))?.statusText;
      },
      { timeout: 20_000 },
    )
    .toBe('Decided for the seller');
});

test('nothing, somebody else’s dispute and one that is closed are refused', async () => {
  const order = await disputed();
  const { disputeId } = order;
  expect(await write(disputeId, { uncategorized_text: '' }, true)).toMatchObject({
    reason: 'empty',
  });
  const foreign = await write(disputeId, { uncategorized_text: 'x' }, true, stranger);
  expect(foreign).toMatchObject({ ok: false, reason: 'not_found' });
  expect(await write(`dsp_${'0'.repeat(20)}` as DisputeId, {}, true)).toEqual(foreign);
  expect(await readSellerDispute(stranger.seller.id, disputeId)).toBeNull();
  expect((await listSellerDisputes(stranger.seller.id, 1)).rows).toEqual([]);
  expect(await house.emulator.writes()).toEqual([]);

  const on = { stripeAccount: order.accountId };
  await house.emulator.stripe.disputes.close(order.stripeId, {}, on);
  await lookAfterSale({ legId: order.legId });
  expect(await write(disputeId, { uncategorized_text: 'x' }, true)).toMatchObject({
    reason: 'closed',
  });
});

test('an answer whose sending was lost is sent again with the same key, once', async () => {
  const order = await answerIsLost();
  const { disputeId } = order;
  const db = await getDb();
  const mine = eq(disputeAnswers.disputeId, disputeId);
  const [row] = await db.select().from(disputeAnswers).where(mine);
  expect(row).toMatchObject({ state: 'submitted', evidenceKey: `evidence:${disputeId}:1` });
  expect(await salesWithUnsentEvidence()).not.toContainEqual({ legId: order.legId });

  await db
    .update(disputeAnswers)
    .set({ leaseUntil: sql`now() - interval '1 second'` })
    .where(mine);
  expect(await salesWithUnsentEvidence()).toContainEqual({ legId: order.legId });
  await sendEvidenceOf({ legId: order.legId });
  const [after] = await db.select().from(disputeAnswers).where(mine);
  expect(after?.state).toBe('sent');
  expect((await at(order)).evidence_details.submission_count).toBe(1);
});

const refused = (path: string, more: object = {}) =>
  house.emulator.fault({ method: 'POST', path, action: 'fail', status: 400, times: 9, ...more });

test('an answer whose process died, before or after the call, is sent once', async () => {
  for (const died of ['before', 'after'] as const) {
    const order = await disputed();
    const { disputeId } = order;
    await write(disputeId, { uncategorized_text: 'It was sent.' }, false);
    const db = await getDb();
    const mine = eq(disputeAnswers.disputeId, disputeId);
    const submit = () =>
      db
        .update(disputeAnswers)
        .set({
          ...{ state: 'submitted', attempt: 1, evidenceKey: `evidence:${disputeId}:1` as never },
          ...{ submittedAt: new Date(), leaseOwner: 'process_dead:run_1' },
          leaseUntil: sql`now() + interval '1 minute'`,
        })
        .where(mine);
    await submit();
    if (died === 'after') {
      await sendEvidenceOf({ legId: order.legId });
      await submit();
    }
    expect(await salesWithUnsentEvidence()).toContainEqual({ legId: order.legId });
    await Promise.all([
      sendEvidenceOf({ legId: order.legId }),
      sendEvidenceOf({ legId: order.legId }),
    ]);
    const [row] = await db.select().from(disputeAnswers).where(mine);
    expect(row).toMatchObject({ state: 'sent', problem: null, leaseOwner: null });
    expect((await at(order)).evidence_details.submission_count).toBe(1);
  }
});

test('an answer that Stripe refuses says so, and is sent with another key when it is tried again', async () => {
  const order = await disputed();
  const { disputeId } = order;
  const path = `/v1/disputes/${order.stripeId}`;
  await refused(path);
  await write(disputeId, { uncategorized_text: 'It was sent.' }, true);
  await house.emulator.clearFaults();
  const answer = async () => (await readSellerDispute(worker.seller.id, disputeId))?.answer;
  expect(await answer()).toMatchObject({ state: 'failed' });
  await house.emulator.forget();
  await write(disputeId, { uncategorized_text: 'It was sent, and signed for.' }, true);
  expect(await house.emulator.writes()).toEqual([
    `200 ${order.accountId} ${path} evidence:${disputeId}:2`,
  ]);
  expect(await answer()).toMatchObject({ state: 'sent' });
});

test('a repeat that is refused does not undo that it was sent', async () => {
  const order = await disputed();
  const { disputeId } = order;
  vi.spyOn(console, 'error').mockReturnValue();
  const path = `/v1/disputes/${order.stripeId}`;
  await house.emulator.fault({ method: 'POST', path, times: 3, action: 'drop' });
  await write(disputeId, { uncategorized_text: 'It was sent.' }, true);
  await house.emulator.clearFaults();
  await refused(path);
  const db = await getDb();
  const mine = eq(disputeAnswers.disputeId, disputeId);
  await db.update(disputeAnswers).set({ leaseUntil: null }).where(mine);
  await sendEvidenceOf({ legId: order.legId });
  await house.emulator.clearFaults();
  expect(await db.select().from(disputeAnswers).where(mine)).toMatchObject([{ state: 'sent' }]);
});

test('an answer on an account that has left fails, with Stripe’s reason', async () => {
  const order = await disputed();
  const { disputeId } = order;
  vi.spyOn(console, 'error').mockReturnValue();
  const error = { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' };
  const path = `/v1/disputes/${order.stripeId}`;
  await refused(path, { status: 403, error });
  await refused(path, { method: 'GET', status: 403, error });
  await write(disputeId, { uncategorized_text: 'It was sent.' }, true);
  await house.emulator.clearFaults();
  const db = await getDb();
  const mine = eq(disputeAnswers.disputeId, disputeId);
  expect(await db.select().from(disputeAnswers).where(mine)).toMatchObject([
    { state: 'failed', problem: { code: 'account_invalid' } },
  ]);
});

test('once Stripe has forgotten the key, the dispute itself says whether it was answered', async () => {
  const order = await answerIsLost();
  const { disputeId } = order;
  const db = await getDb();
  await db
    .update(disputeAnswers)
    .set({ leaseUntil: null, submittedAt: sql`now() - interval '2 days'` })
    .where(eq(disputeAnswers.disputeId, disputeId));
  await house.emulator.forget();
  await sendEvidenceOf({ legId: order.legId });
  expect(await house.emulator.writes()).toEqual([]);
  expect(await readSellerDispute(worker.seller.id, disputeId)).toMatchObject({
    answer: { state: 'sent' },
  });
});
