import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { AccountId } from '../model/ids';
import { sellingState } from '../model/onboarding';
import { paidOrder } from '../payments/testing/after-sale';
import { openAccount } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';
import { openListeningMarket } from './testing/shop-with-webhooks';

// Nobody reads the accounts by the clock here: whatever changes was told by an event.
const market = openListeningMarket(2);

const day = 86_400;

/** The same stall with another account. */
async function moveTo(index: number, accountId: AccountId) {
  const stall = market.stalls[index];
  if (!stall) throw new Error('no stall');
  const db = await getDb();
  const is = eq(sellers.id, stall.sellerId);
  await db.update(sellers).set({ accountId }).where(is);
  const read = async () => {
    const [row] = await db.select().from(sellers).where(is);
    if (!row) throw new Error('no seller');
    return { ...row, hasAccount: row.accountId !== null, hasLeft: row.leftAt !== null };
  };
  return {
    stall: { ...stall, accountId },
    read,
    state: async () => sellingState(await read()),
  };
}

it('an account is asked for more by a day, shut when that day is over, and opened once it has told', async () => {
  const accountId = await openAccount(market.emulator, 0, 'US', { ssn_last_4: '0000' });
  const { stall, state, read } = await moveTo(0, accountId);
  await paidOrder(market.emulator, [stall], 'pm_card_visa_triggerNextRequirements');
  await market.quiet();
  expect(await state()).toBe('restricted_soon');
  const { requirements } = await read();
  expect(requirements?.currentlyDue).toEqual(['individual.id_number']);
  expect(requirements?.currentDeadline).toBeGreaterThan(Date.now() / 1000 + 13 * day);

  const moved = await fetch(`${market.emulator.url}/_emulator/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance_seconds: 15 * day }),
  });
  expect(moved.ok).toBe(true);
  await market.quiet();
  expect(await state()).toBe('restricted');
  expect(await read()).toMatchObject({ chargesEnabled: false, payoutsEnabled: false });

  await market.emulator.stripe.accounts.update(accountId, {
    individual: { id_number: '222222222' },
  });
  await market.quiet();
  expect(await state()).toBe('complete');
});

it('an account that takes Souk’s access away sells no more', async () => {
  const { stripe } = market.emulator;
  const [neighbour] = market.stalls;
  const intent = await stripe.paymentIntents.create(
    { amount: 500, currency: 'usd' },
    { stripeAccount: neighbour?.accountId ?? '' },
  );
  // Only an account with a Dashboard of its own can leave.
  const account = await stripe.accounts.create({ type: 'standard', country: 'US' });
  const { state, read } = await moveTo(1, account.id as AccountId);
  await stripe.oauth.deauthorize({
    client_id: String(intent.application),
    stripe_user_id: account.id,
  });
  await market.quiet();
  expect(await state()).toBe('left');
  expect(await read()).toMatchObject({ chargesEnabled: false, leftAt: expect.any(Date) as Date });
});
