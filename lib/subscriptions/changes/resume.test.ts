import { beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { prepareQueues } from '../../jobs/boss';
import { openMarket } from '../../payments/testing/market';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { changeSubscription, type ChangeRequest } from './ask-change';
import { convergeSubscription } from '../read-subscription';
import { removeUsedMethod } from '../removal/remove-used-method';
import { readOwnSubscription } from '../subscriptions';
import { day, invoicesAt, invoicesHere, on, passPeriod } from '../testing/life';
import { makeMirror, openPlan, type PlanStall } from '../testing/mirrors';

const market = openMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

/** A subscription that its seller has changed in Stripe's Dashboard. */
async function changedThere(how: (periodEnd: number) => Stripe.SubscriptionUpdateParams) {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  const { stripe } = market.emulator;
  const at = () => stripe.subscriptions.retrieve(mirror.stripeId, {}, on(mirror.accountId));
  const end = (await at()).items.data[0]?.current_period_end ?? 0;
  await stripe.subscriptions.update(mirror.stripeId, how(end), on(mirror.accountId));
  await convergeSubscription(mirror.id);
  await market.emulator.forget();
  return {
    mirror,
    at,
    change: (request: ChangeRequest) => changeSubscription(buyer, mirror.id, request),
    view: () => readOwnSubscription(buyer.id, mirror.id),
    remove: () => removeUsedMethod(buyer, card.id, null),
  };
}

const changed = { ok: true, value: { changed: true } };
const resume = { kind: 'resume' } as const;

describe('what a seller has set in the Dashboard', () => {
  it('an end on a day is told with that day, and taken back', async () => {
    const { mirror, at, change, view } = await changedThere((end) => ({
      cancel_at: end - 10 * day,
      proration_behavior: 'none',
    }));
    expect(await view()).toMatchObject({ stateText: 'Ends soon', nextAt: null, canResume: true });
    expect(await change(resume)).toEqual(changed);
    expect(await at()).toMatchObject({ cancel_at: null, cancel_at_period_end: false });
    expect(await view()).toMatchObject({ stateText: 'Active', canResume: false });
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect(await view()).toMatchObject({ stateText: 'Active' });
  });

  it('an end after the next payment says that one, too', async () => {
    const { change, view } = await changedThere((end) => ({ cancel_at: end + 10 * day }));
    const before = await view();
    expect(before).toMatchObject({ stateText: 'Ends later', canResume: true });
    expect(before?.nextAt).toBe(before?.periodEnd);
    expect(before?.nextText).toMatch(/^It ends on .*Until then it goes on: \$42\.00 on /);
    expect(await change(resume)).toEqual(changed);
    expect(await view()).toMatchObject({ stateText: 'Active', phase: 'active' });
  });

  it('an end after the next payment takes no card away unasked, and can be put forward', async () => {
    const { at, change, view, remove } = await changedThere((end) => ({
      cancel_at: end + 100 * day,
    }));
    expect(await remove()).toMatchObject({ reason: 'in_use' });
    expect(await view()).toMatchObject({ canCancelAtPeriodEnd: true, canResume: true });
    expect(await change({ kind: 'cancel_at_period_end' })).toEqual(changed);
    expect(await at()).toMatchObject({ cancel_at_period_end: true });
    expect(await view()).toMatchObject({ stateText: 'Ends soon', canCancelAtPeriodEnd: false });
    // Now that nothing is renewed any more, nobody has to be asked.
    expect(await remove()).toMatchObject({ ok: true });
  });

  it('a pause is told, and ended by the buyer who wants to pay again', async () => {
    const { mirror, at, change, view } = await changedThere((end) => ({
      pause_collection: { behavior: 'void', resumes_at: end + 40 * day },
    }));
    expect(await view()).toMatchObject({
      stateText: 'Paused',
      phase: 'paused',
      nextAt: null,
      rests: true,
      canResume: true,
      canChangeQuantity: false,
    });
    expect((await view())?.nextText).toMatch(
      /^Its seller has paused the payments until .*Nothing is charged before that\.$/,
    );
    expect(await change({ kind: 'quantity', quantity: 2 })).toMatchObject({ reason: 'not_now' });
    expect(await change(resume)).toEqual(changed);
    expect((await at()).pause_collection).toBeNull();
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect(await view()).toMatchObject({
      stateText: 'Active',
      invoices: [{ reason: 'Renewal', state: 'paid' }, {}],
    });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('a pause and an end together are both undone', async () => {
    const { at, change, view } = await changedThere(() => ({
      pause_collection: { behavior: 'void' },
      cancel_at_period_end: true,
    }));
    expect((await view())?.nextText).toMatch(/nothing is charged\. It ends on /);
    expect(await change(resume)).toEqual(changed);
    expect(await at()).toMatchObject({
      pause_collection: null,
      cancel_at: null,
      cancel_at_period_end: false,
    });
    // Pressed again, it stands as it is wanted.
    expect(await change(resume)).toEqual(changed);
  });
});
