/** A seller disconnects the account while cards change, and connects it again. */
import { and, eq, isNull } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { followAccount } from '../onboarding/follow-account';
import type { PlatformMethodId } from '../model/ids';
import { saveCard } from '../payments/testing/shop';
import { finishRemoval } from '../payments/wallet/unfinished-saving';
import { getDb } from '../store/client';
import { keptClones, savedMethods } from '../store/schema';
import { sweep } from '../work/sweep';
import { followMethod } from './sync/follow-method';
import { listChanges } from './sync/list-changes';
import { removeUsedMethod } from './removal/remove-used-method';
import { passPeriod } from './testing/life';
import { mirrorAt } from './testing/mirrors';
import { drift, lastSync, openSyncHouse, settle, type Subscribed } from './testing/sync-house';

const house = openSyncHouse(1);

async function leave({ mirror: { accountId } }: Subscribed): Promise<void> {
  const error = { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' };
  const shut = { action: 'fail', status: 403, times: 1_000, error } as const;
  await house.emulator.fault({ path: '/v1/*', account: accountId, ...shut });
  await house.emulator.fault({ path: `/v1/accounts/${accountId}`, ...shut });
  await followAccount(accountId);
}

async function comeBack({ mirror, mirrors }: Subscribed): Promise<void> {
  await house.emulator.clearFaults();
  await followAccount(mirror.accountId);
  await sweep('everything');
  await settle(mirrors);
}

/** The card is off the platform, and it is known what may be attached on the account still. */
async function isGoneHere({ card }: Subscribed): Promise<void> {
  await finishRemoval(card.id);
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, card.id));
  expect(row?.status).toBe('removed');
  const { customer } = await house.emulator.stripe.paymentMethods.retrieve(card.platformMethodId);
  expect(customer).toBeNull();
  const left = await db
    .select()
    .from(keptClones)
    .where(and(eq(keptClones.savedMethodId, card.id), isNull(keptClones.detachedAt)));
  expect(left).toHaveLength(1);
}

it('a card that was removed meanwhile is charged there no more, and the newest one is', async () => {
  const subscribed = await house.subscribed();
  const { buyer, card, mirror, mirrors } = subscribed;
  const other = await saveCard(house.emulator, buyer, 'pm_card_mastercard');
  await leave(subscribed);
  await removeUsedMethod(buyer, card.id, { kind: 'move', to: other.id });
  await settle(mirrors);
  expect(await lastSync(mirror.id)).toMatchObject({ state: 'failed' });
  await isGoneHere(subscribed);
  // Looked at as often as one likes, nobody knocks at a door that is shut.
  await house.emulator.forget();
  await sweep('everything');
  await settle(mirrors);
  expect(await house.emulator.calls()).toEqual([]);

  await comeBack(subscribed);
  expect(await drift(buyer.id)).toEqual([]);
  const there = await mirrorAt(house.emulator, mirror);
  expect(there).toMatchObject({ last4: '4444', attached: [there.charged] });
  expect(await listChanges(buyer.id)).toMatchObject([{ state: 'done', followed: 1 }]);
  await passPeriod(house.emulator, mirror);
  const on = { stripeAccount: mirror.accountId };
  const { data } = await house.emulator.stripe.charges.list({ customer: mirror.customerId }, on);
  expect(data[0]?.payment_method_details?.card?.last4).toBe('4444');
});

it('a card that disappeared meanwhile is taken off there, too', async () => {
  const subscribed = await house.subscribed();
  const { card, mirror, mirrors } = subscribed;
  await leave(subscribed);
  await house.emulator.stripe.paymentMethods.detach(card.platformMethodId);
  await followMethod(card.platformMethodId as PlatformMethodId);
  await settle(mirrors);
  await isGoneHere(subscribed);
  await comeBack(subscribed);
  expect(await mirrorAt(house.emulator, mirror)).toMatchObject({
    ...{ charged: null, offered: null, attached: [] },
  });
});

it('an account that is shut again before it has followed is waited for once more', async () => {
  const subscribed = await house.subscribed();
  const { buyer, card, mirror, mirrors } = subscribed;
  const other = await saveCard(house.emulator, buyer, 'pm_card_mastercard');
  await leave(subscribed);
  await removeUsedMethod(buyer, card.id, { kind: 'move', to: other.id });
  await settle(mirrors);
  await house.emulator.clearFaults();
  await followAccount(mirror.accountId);
  await leave(subscribed);
  await sweep('everything');
  await settle(mirrors);
  expect(await lastSync(mirror.id)).toMatchObject({ state: 'failed' });
  await isGoneHere(subscribed);
  await comeBack(subscribed);
  expect(await mirrorAt(house.emulator, mirror)).toMatchObject({ last4: '4444' });
});
