/** A subscription without a card is not paid by another card of its buyer, by way of their Customer. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PlatformMethodId } from '../../model/ids';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { subscriptions } from '../../store/schema';
import { changeSubscription } from '../changes/ask-change';
import { followMethod } from './follow-method';
import { dueOffers, offerAgain, type Whose } from './offer-again';
import { payWith } from '../changes/pay-with';
import { convergeSubscription } from '../read-subscription';
import { removeUsedMethod } from '../removal/remove-used-method';
import { repairMirrors } from '../drift/repair-mirrors';
import { syncMirror } from './sync-mirror';
import { passPeriod, readRow } from '../testing/life';
import { mirrorAt, type Mirror } from '../testing/mirrors';
import { drift, openSyncHouse, settle } from '../testing/sync-house';

const proxy = alteringProxy();
const house = openSyncHouse(1, { through: proxy.open });
const stripe = () => house.emulator.stripe;

/** Two subscriptions at one seller, the second paid with another card, which their Customer offers. */
async function twoAtOne() {
  const subscribed = await house.subscribed();
  const { buyer, card, mirror } = subscribed;
  const other = await house.another(subscribed);
  const mirrors = [mirror, other];
  for (const { id } of mirrors) await convergeSubscription(id);
  const to = await saveCard(house.emulator, buyer, 'pm_card_mastercard');
  await payWith(buyer, other.id, to.id);
  await settle(mirrors);
  const there = await at(other);
  expect(there).toMatchObject({ last4: '4444', offered: there.charged });
  return { buyer, card, to, mirror, other, mirrors };
}

const at = (mirror: Mirror) => mirrorAt(house.emulator, mirror);

const on = ({ accountId }: Mirror) => ({ stripeAccount: accountId });

async function chargesOf(mirror: Mirror): Promise<number> {
  const list = await stripe().charges.list({ customer: mirror.customerId, limit: 100 }, on(mirror));
  return list.data.length;
}

/** Has the next write to its Customer reach the account once it is let go; `held` once it is on its way. */
function holdCustomer({ customerId }: Mirror) {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const held = new Promise<void>((resolve) => {
    proxy.hold = (call) => {
      if (call !== `POST /v1/customers/${customerId}`) return undefined;
      proxy.hold = null;
      resolve();
      return gone;
    };
  });
  return { held, letGo };
}

/** It renews, and nobody pays; the other one renews as well, at the same moment. */
async function isPaidByNobody(mirror: Mirror, others: number): Promise<void> {
  const before = await chargesOf(mirror);
  await passPeriod(house.emulator, mirror);
  expect((await at(mirror)).status).toBe('past_due');
  expect(await chargesOf(mirror)).toBe(before + others);
}

it('that is gone at its bank', async () => {
  const { buyer, card, mirror, other, mirrors } = await twoAtOne();
  await stripe().paymentMethods.detach(card.platformMethodId);
  await followMethod(card.platformMethodId as PlatformMethodId);
  await settle(mirrors);
  expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
  expect(await drift(buyer.id)).toEqual([]);
  await isPaidByNobody(mirror, 1);

  // A card of its own, and the Customer offers one again.
  const third = await saveCard(house.emulator, buyer, 'pm_card_amex');
  await payWith(buyer, mirror.id, third.id);
  await settle(mirrors);
  const there = await at(mirror);
  expect(there).toMatchObject({ status: 'active', last4: '0005', offered: there.charged });
  expect((await at(other)).last4).toBe('4444');
});

it('nor once the other one gets a new copy', async () => {
  const { card, to, mirror, other, mirrors } = await twoAtOne();
  await stripe().paymentMethods.detach(card.platformMethodId);
  await followMethod(card.platformMethodId as PlatformMethodId);
  await settle(mirrors);
  await stripe().paymentMethods.update(to.platformMethodId, {
    billing_details: { address: { postal_code: '10001' } },
  });
  await followMethod(to.platformMethodId as PlatformMethodId);
  await settle(mirrors);
  expect((await at(other)).last4).toBe('4444');
  expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
});

it('nor when it loses its card while the other one gets a new copy', async () => {
  const { buyer, card, mirror, other, mirrors } = await twoAtOne();
  const third = await saveCard(house.emulator, buyer, 'pm_card_amex');
  const { held, letGo } = holdCustomer(mirror);
  await payWith(buyer, other.id, third.id);
  const slow = syncMirror(other.id);
  await held;
  await stripe().paymentMethods.detach(card.platformMethodId);
  await followMethod(card.platformMethodId as PlatformMethodId);
  await syncMirror(mirror.id);
  letGo();
  await slow;
  await settle(mirrors);
  expect((await at(other)).last4).toBe('0005');
  expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
});

it('whose removal ends in a seller’s refusal of the card that was to follow', async () => {
  const { buyer, card, mirror, mirrors } = await twoAtOne();
  const third = await saveCard(house.emulator, buyer, 'pm_card_amex');
  await house.emulator.fault({
    method: 'POST',
    path: '/v1/payment_methods/*/attach',
    account: mirror.accountId,
    action: 'fail',
    status: 402,
    times: 100,
    error: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' },
  });
  await removeUsedMethod(buyer, card.id, { kind: 'move', to: third.id });
  await settle(mirrors);
  await house.emulator.clearFaults();
  expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
  await isPaidByNobody(mirror, 1);
});

it('nor when our row says by mistake that it was charged to another', async () => {
  const { card, mirror, mirrors } = await twoAtOne();
  const before = (await readRow(mirror.id)).accountMethodId;
  await stripe().paymentMethods.update(card.platformMethodId, {
    billing_details: { address: { postal_code: '10001' } },
  });
  await followMethod(card.platformMethodId as PlatformMethodId);
  await settle(mirrors);
  const { charged } = await at(mirrors[1] as Mirror);
  await stripe().customers.update(
    mirror.customerId,
    { invoice_settings: { default_payment_method: charged ?? '' } },
    on(mirror),
  );
  // As a reading leaves it that began before the last change and was written after it.
  const db = await getDb();
  await db
    .update(subscriptions)
    .set({ accountMethodId: before })
    .where(eq(subscriptions.id, mirror.id));
  await stripe().paymentMethods.detach(card.platformMethodId);
  await followMethod(card.platformMethodId as PlatformMethodId);
  await settle(mirrors);
  expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
});

describe('a Customer whose default went with a card offers the other one’s again', () => {
  it('once the subscription that ran on without a card has ended', async () => {
    const { buyer, card, mirror, other, mirrors } = await twoAtOne();
    expect(await removeUsedMethod(buyer, card.id, { kind: 'cancel' })).toMatchObject({ ok: true });
    await settle(mirrors);
    expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
    expect(await dueOffers()).toEqual([]);
    await passPeriod(house.emulator, mirror);
    for (const { id } of mirrors) await convergeSubscription(id);
    await settle(mirrors);
    expect((await at(mirror)).status).toBe('canceled');
    const there = await at(other);
    expect(there).toMatchObject({ status: 'active', last4: '4444', offered: there.charged });
    expect(await dueOffers()).toEqual([]);
  });

  it('once the one whose card it offered has ended', async () => {
    const { buyer, mirror, other, mirrors } = await twoAtOne();
    await changeSubscription(buyer, other.id, { kind: 'cancel_now' });
    await settle(mirrors);
    const there = await at(mirror);
    expect(there).toMatchObject({ status: 'active', last4: '4242', offered: there.charged });
    expect(there.attached).toEqual([there.charged]);
  });

  it('and leaves alone what its seller has it offer meanwhile', async () => {
    const { buyer, mirror, other, mirrors } = await twoAtOne();
    await changeSubscription(buyer, other.id, { kind: 'cancel_now' });
    await syncMirror(other.id);
    const { id } = await stripe().paymentMethods.attach(
      'pm_card_amex',
      { customer: mirror.customerId },
      on(mirror),
    );
    const invoice_settings = { default_payment_method: id };
    await stripe().customers.update(mirror.customerId, { invoice_settings }, on(mirror));
    await settle(mirrors);
    expect((await at(mirror)).offered).toBe(id);
    expect(await dueOffers()).toEqual([]);
  });

  it('unless another one loses its card in that moment', async () => {
    const { buyer, card, mirror, other, mirrors } = await twoAtOne();
    const third = await house.another({ buyer, card, mirrors, mirror });
    await changeSubscription(buyer, other.id, { kind: 'cancel_now' });
    await syncMirror(other.id);
    const [whose] = (await dueOffers()) as [Whose];
    const { held, letGo } = holdCustomer(mirror);
    const slow = offerAgain(whose);
    await held;
    await stripe().paymentMethods.detach(card.platformMethodId);
    await followMethod(card.platformMethodId as PlatformMethodId);
    await syncMirror(mirror.id);
    letGo();
    await slow;
    await settle([...mirrors, third]);
    expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
  });

  it('which is taken back also where whoever asked for that has died before the answer', async () => {
    const { buyer, card, mirror, other, mirrors } = await twoAtOne();
    const third = await house.another({ buyer, card, mirrors, mirror });
    await changeSubscription(buyer, other.id, { kind: 'cancel_now' });
    await syncMirror(other.id);
    const [whose] = (await dueOffers()) as [Whose];
    const path = `/v1/customers/${mirror.customerId}`;
    await house.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await expect(offerAgain(whose)).rejects.toThrow();
    await house.emulator.clearFaults();
    await stripe().paymentMethods.detach(card.platformMethodId);
    await followMethod(card.platformMethodId as PlatformMethodId);
    await syncMirror(mirror.id);
    // The call of the one that died, as late as that.
    const { id } = await stripe().paymentMethods.attach(
      'pm_card_mastercard',
      { customer: mirror.customerId },
      on(mirror),
    );
    const invoice_settings = { default_payment_method: id };
    await stripe().customers.update(mirror.customerId, { invoice_settings }, on(mirror));
    expect(await dueOffers()).toEqual([whose]);
    await settle([...mirrors, third]);
    expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
    expect(await dueOffers()).toEqual([]);
  });
});

it('which the operator sees, and mends', async () => {
  const { buyer, card, mirror, other, mirrors } = await twoAtOne();
  await stripe().paymentMethods.detach(card.platformMethodId);
  await followMethod(card.platformMethodId as PlatformMethodId);
  await settle(mirrors);
  const { charged } = await at(other);
  await stripe().customers.update(
    mirror.customerId,
    { invoice_settings: { default_payment_method: charged ?? '' } },
    on(mirror),
  );
  expect(await drift(buyer.id)).toEqual([
    'Stall 0: Charged to nothing, so to the Customer’s default: Mastercard ending in 4444.',
  ]);
  const olu = { id: 'usr_00000000000000000001' as never, role: 'operator' } as const;
  await repairMirrors(olu, [mirror.id]);
  await settle(mirrors);
  expect(await drift(buyer.id)).toEqual([]);
  expect(await at(mirror)).toMatchObject({ charged: null, offered: null });
});
