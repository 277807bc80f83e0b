import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { PlatformChargeId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { differences, memberships } from '../../store/schema';
import { findPlatformDifferences, platformBooks } from './find-platform-differences';
import { daysToReconcile, reconcileAccount, utcDay } from './reconcile';
import { openHouse } from '../testing/house';
import { askForPlus, membershipRows } from '../testing/membership';
import { newBuyer, saveCard } from '../testing/shop';

const house = openHouse();

/** A member, whose charge is compared from here on. */
async function member() {
  const buyer = await newBuyer();
  const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
  const paid = await askForPlus(buyer, card.id);
  if (!paid.ok) throw new Error(paid.message);
  const [row] = await membershipRows(buyer);
  return { buyer, chargeId: row?.platformChargeId as string };
}

async function change(
  buyer: SessionUser,
  row: Partial<typeof memberships.$inferInsert>,
): Promise<void> {
  const db = await getDb();
  await db.update(memberships).set(row).where(eq(memberships.buyerId, buyer.id));
}

/** What is found about this charge, of the last hour. */
async function foundOf(chargeId: string): Promise<unknown[]> {
  const now = Date.now();
  const hour = { from: new Date(now - 3_600_000), until: new Date(now + 60_000) };
  const found = await findPlatformDifferences(hour);
  return found
    .filter(({ objectId }) => objectId === chargeId)
    .map(({ kind, ourAmount, theirAmount }) => ({ kind, ourAmount, theirAmount }));
}

it('says nothing where the platform and our rows agree, nor about what is none of ours', async () => {
  const { stripe } = house.emulator;
  const { chargeId } = await member();
  const foreign = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: true,
    return_url: 'https://souk.example',
  });
  expect(await foundOf(chargeId)).toEqual([]);
  expect(await foundOf(String(foreign.latest_charge))).toEqual([]);
});

it('finds money for a year that we do not have as paid, until it is given back', async () => {
  const { buyer, chargeId } = await member();
  await change(buyer, { state: 'canceled', platformChargeId: null });
  expect(await foundOf(chargeId)).toEqual([
    { kind: 'charge_unknown', ourAmount: null, theirAmount: 2_400 },
  ]);
  await house.emulator.stripe.refunds.create({ charge: chargeId });
  expect(await foundOf(chargeId)).toEqual([]);
});

it('finds another amount, and what was given back by hand', async () => {
  const { buyer, chargeId } = await member();
  await change(buyer, { amount: 2_000 });
  await house.emulator.stripe.refunds.create({ charge: chargeId, amount: 300 });
  expect(await foundOf(chargeId)).toEqual([
    { kind: 'charge_amount', ourAmount: 2_000, theirAmount: 2_400 },
    { kind: 'refund_unknown', ourAmount: null, theirAmount: 300 },
  ]);
});

it('finds a year that is paid here by a charge that is not there', async () => {
  const { buyer } = await member();
  await change(buyer, { platformChargeId: 'ch_there_is_none' as PlatformChargeId });
  expect(await foundOf('ch_there_is_none')).toEqual([
    { kind: 'charge_missing', ourAmount: 2_400, theirAmount: null },
  ]);
});

it('is compared for each day since something was sold, and what differs is written down', async () => {
  const { buyer, chargeId } = await member();
  const before = new Date(Date.now() - 2 * 86_400_000);
  await change(buyer, { createdAt: before, amount: 2_000 });
  const missed = async () =>
    (await daysToReconcile()).filter(({ accountId }) => accountId === platformBooks);
  expect(await missed()).toContainEqual({ day: utcDay(before), accountId: platformBooks });
  await reconcileAccount(utcDay(before), platformBooks);
  expect((await missed()).map(({ day }) => day)).not.toContain(utcDay(before));
  const { created } = await house.emulator.stripe.charges.retrieve(chargeId);
  await reconcileAccount(utcDay(new Date(created * 1_000)), platformBooks);
  const db = await getDb();
  const [found] = await db.select().from(differences).where(eq(differences.objectId, chargeId));
  expect(found).toMatchObject({ accountId: platformBooks, kind: 'charge_amount', legId: null });
});
