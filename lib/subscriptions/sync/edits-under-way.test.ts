/** A process that corrects a card dies, or its answer is lost, and no event ever tells of it. */
import { like, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { getDb } from '../../store/client';
import { milestones } from '../../store/schema';
import { dueEdits, finishEdits } from './edits-under-way';
import { editMethod, readMethodDetails } from './edit-method';
import { mirrorAt, type Mirror } from '../testing/mirrors';
import { drift, lastSync, openSyncHouse, settle, type Subscribed } from '../testing/sync-house';

const house = openSyncHouse(2);
const year = new Date().getUTCFullYear() + 3;
const details = { name: 'J. Rosen', line1: '', city: '', postalCode: '', country: 'US' };

const edit = ({ buyer, card }: Subscribed, expMonth = 11) =>
  editMethod(buyer, card.id, { ...details, expMonth, expYear: year });

async function written(): Promise<number> {
  const db = await getDb();
  return (await db.select().from(milestones).where(like(milestones.name, 'edit-wanted:%'))).length;
}

/** As long as a call could still be under way. */
async function wait(): Promise<void> {
  const db = await getDb();
  await db
    .update(milestones)
    .set({ at: sql`now() - interval '3 minutes'` as never })
    .where(like(milestones.name, 'edit-wanted:%'));
}

/** Stripe makes it, and whoever asked never hears of it. */
const lose = (method: 'GET' | 'POST') =>
  house.emulator.fault({ method, path: '/v1/payment_methods/*', action: 'drop', times: 3 });

describe('a correction', () => {
  it('that was followed leaves nothing to do', async () => {
    const subscribed = await house.subscribed();
    expect(await edit(subscribed)).toMatchObject({ ok: true });
    expect(await written()).toBe(0);
  });

  it('that Stripe made and nobody heard of is followed by every seller', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirrors } = subscribed;
    await lose('POST');
    expect(await edit(subscribed)).toMatchObject({ reason: 'unreachable' });
    await settle(mirrors);
    expect(await drift(buyer.id)).not.toEqual([]);
    // Its call may be under way.
    expect(await dueEdits()).toEqual([]);
    await wait();
    expect(await dueEdits()).toEqual([card.id]);
    await finishEdits(card.id);
    await settle(mirrors);
    expect(await drift(buyer.id)).toEqual([]);
    const there = await Promise.all(mirrors.map((mirror) => mirrorAt(house.emulator, mirror)));
    expect(there.map(({ expiry }) => expiry)).toEqual([`11/${year}`, `11/${year}`]);
    expect(await dueEdits()).toEqual([]);
  });

  it('that nobody heard of is followed by the others while one seller lets nobody in', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirrors } = subscribed;
    const [shut, open] = mirrors as [Mirror, Mirror];
    const is = await readMethodDetails(buyer, card.id);
    if (!is.ok) throw new Error(is.message);
    await lose('POST');
    // Not in our row: what differs is told by the sellers' copies alone.
    await editMethod(buyer, card.id, { ...is.value, name: 'Jennifer' });
    await wait();
    const error = { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' };
    await house.emulator.fault({
      ...{ path: '/v1/*', account: shut.accountId, action: 'fail', status: 403, times: 100, error },
    });
    await finishEdits(card.id);
    await settle(mirrors);
    const { charged } = await mirrorAt(house.emulator, open);
    const on = { stripeAccount: open.accountId };
    const copy = await house.emulator.stripe.paymentMethods.retrieve(charged ?? '', {}, on);
    expect(copy.billing_details.name).toBe('Jennifer');
    // It is asked once more when it is back.
    expect(await lastSync(shut.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'account_invalid' },
    });
  });

  it('that was followed before its process died is not followed once more', async () => {
    const subscribed = await house.subscribed();
    const { card, mirror, mirrors } = subscribed;
    await lose('GET');
    expect(await edit(subscribed)).toMatchObject({ ok: true, value: { method: { expMonth: 11 } } });
    await settle(mirrors);
    const before = await lastSync(mirror.id);
    await wait();
    await finishEdits(card.id);
    expect(await lastSync(mirror.id)).toEqual(before);
    expect(await written()).toBe(0);
  });

  it('that never came to Stripe changes nothing', async () => {
    const subscribed = await house.subscribed();
    const { card, mirrors } = subscribed;
    const path = '/v1/payment_methods/*';
    await house.emulator.fault({ method: 'POST', path, action: 'fail', status: 500, times: 3 });
    expect(await edit(subscribed)).toMatchObject({ reason: 'unreachable' });
    await wait();
    await finishEdits(card.id);
    await expect(lastSync(mirrors[0]?.id as never)).rejects.toThrow('never been synced');
    expect(await written()).toBe(0);
  });

  it('that cannot be looked at yet is looked at later', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirrors } = subscribed;
    await lose('POST');
    await edit(subscribed);
    await wait();
    await lose('GET');
    await expect(finishEdits(card.id)).rejects.toThrow();
    await house.emulator.clearFaults();
    expect(await dueEdits()).toEqual([card.id]);
    await finishEdits(card.id);
    await settle(mirrors);
    expect(await drift(buyer.id)).toEqual([]);
  });
});
