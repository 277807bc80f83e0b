/**
 * A server error that Stripe keeps under an idempotency key answers every repeat with that key for a
 * day, whether what was asked for was done or not. https://docs.stripe.com/error-low-level#idempotency
 */
import { eq } from 'drizzle-orm';
import { beforeEach, expect, it, vi } from 'vitest';
import { plusOffer } from '../../catalog/plus';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';
import { alteringProxy } from '../testing/altering-proxy';
import { openHouse } from '../testing/house';
import {
  askForPlus,
  beginPlus,
  membershipRow,
  membershipRows,
  onPlatform,
  payWith,
} from '../testing/membership';
import { newBuyer, saveCard } from '../testing/shop';
import { finishMembership } from './finish-membership';
import { giveBackMembership } from './give-back-membership';

const proxy = alteringProxy();
const house = openHouse(proxy.open);
const { amount: price } = plusOffer;

beforeEach(() => {
  proxy.broken = null;
  proxy.done = false;
  proxy.keys.clear();
  vi.spyOn(console, 'error').mockReturnValue();
});

const kept = it.each([
  ['not done', false],
  ['done all the same', true],
]);

kept('to its PaymentIntent, %s: the first press has one, and one alone', async (_, done) => {
  const { emulator } = house;
  const buyer = await newBuyer();
  Object.assign(proxy, { broken: /^POST \/v1\/payment_intents$/, done });
  const { membershipId, intentId } = await beginPlus(buyer);
  expect(proxy.keys.size).toBe(done ? 1 : 2);
  expect(await beginPlus(buyer)).toEqual({ membershipId, intentId });
  await payWith(emulator, intentId);
  expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });
  expect(await onPlatform(emulator, buyer)).toEqual({
    intents: ['succeeded'],
    received: price,
    given: 0,
  });
});

it('to its PaymentIntent, in two windows at once: they have one, and one alone', async () => {
  const { emulator } = house;
  const buyer = await newBuyer();
  proxy.broken = /^POST \/v1\/payment_intents$/;
  const [one, other] = await Promise.all([beginPlus(buyer), beginPlus(buyer)]);
  expect(other).toEqual(one);
  expect(proxy.keys.size).toBe(2);
  expect((await onPlatform(emulator, buyer)).intents).toEqual(['requires_payment_method']);
});

kept('to a saved card that pays, %s: it is charged once', async (_, done) => {
  const { emulator } = house;
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_visa');
  Object.assign(proxy, { broken: /^POST .*\/confirm$/, done });
  const first = await askForPlus(buyer, card.id);
  if (done) expect(first).toMatchObject({ ok: true, value: { paid: true } });
  else {
    expect(first).toMatchObject({ ok: false, reason: 'declined' });
    expect(await askForPlus(buyer, card.id)).toMatchObject({ value: { paid: true } });
  }
  expect(await membershipRows(buyer)).toMatchObject([{ state: 'paid', confirmKey: null }]);
  expect(await onPlatform(emulator, buyer)).toMatchObject({ received: price, given: 0 });
});

kept('to money that goes back, %s: it goes back once', async (_, done) => {
  const { emulator } = house;
  const buyer = await newBuyer();
  const { membershipId, intentId } = await beginPlus(buyer);
  await payWith(emulator, intentId);
  const db = await getDb();
  await db.update(memberships).set({ state: 'canceled' }).where(eq(memberships.id, membershipId));
  Object.assign(proxy, { broken: /^POST .*\/refunds$/, done });
  await finishMembership(buyer, membershipId);
  await giveBackMembership(membershipId);
  expect(await membershipRow(membershipId)).toMatchObject({ refundState: 'succeeded' });
  expect(await onPlatform(emulator, buyer)).toMatchObject({ received: price, given: price });
});
