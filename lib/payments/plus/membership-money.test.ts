import { eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { describe, expect, it, vi } from 'vitest';
import type { MembershipId, PlatformPaymentIntentId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';
import { convergeMembership, finishMembership } from './finish-membership';
import { listDisputes } from '../../operator/list-disputes';
import { memberUntil } from './membership-time';
import { plusView } from './plus-view';
import { openHouse } from '../testing/house';
import { askForPlus, membershipRow, membershipRows, onPlatform } from '../testing/membership';
import { newBuyer, saveCard } from '../testing/shop';
import { dueMemberships, lookAtMembership } from './unfinished-memberships';

const house = openHouse();

/** A member, by a card that does what its name says once it is charged. */
async function member(testMethod = 'pm_card_visa') {
  const buyer = await newBuyer();
  const card = await saveCard(house.emulator, buyer, testMethod);
  const paid = await askForPlus(buyer, card.id);
  if (!paid.ok) throw new Error(paid.message);
  const row = await membershipRow(paid.value.membershipId);
  return { buyer, id: row.id, charge: String(row.platformChargeId), card };
}

async function change(id: MembershipId, row: PgUpdateSetSource<typeof memberships>): Promise<void> {
  const db = await getDb();
  await db.update(memberships).set(row).where(eq(memberships.id, id));
}

/** Somebody writes over what its PaymentIntent says of itself, in the Dashboard: that hides nothing. */
async function noted(id: MembershipId): Promise<void> {
  const { platformPaymentIntentId } = await membershipRow(id);
  await house.emulator.stripe.paymentIntents.update(String(platformPaymentIntentId), {
    metadata: { membership: 'of ours' },
  });
}

/** What an event of its charge sets going. */
async function hear(buyer: SessionUser): Promise<void> {
  const [row] = await membershipRows(buyer);
  const intentId = row?.platformPaymentIntentId as PlatformPaymentIntentId;
  expect(await convergeMembership(intentId)).toBe('converged');
}

/** The bank's dispute, which comes a moment after the payment. */
async function disputeOf(charge: string): Promise<string> {
  const { stripe } = house.emulator;
  await expect.poll(async () => (await stripe.disputes.list({ charge })).data.length).toBe(1);
  return (await stripe.disputes.list({ charge })).data[0]?.id ?? '';
}

async function decide(dispute: string, evidence: 'losing_evidence' | 'winning_evidence') {
  const { stripe } = house.emulator;
  await stripe.disputes.update(dispute, {
    evidence: { uncategorized_text: evidence },
    submit: true,
  });
  const end = evidence === 'losing_evidence' ? 'lost' : 'won';
  await vi.waitFor(
    async () => expect(await stripe.disputes.retrieve(dispute)).toMatchObject({ status: end }),
    { timeout: 20_000 },
  );
}

describe('a refund that was made at Stripe', () => {
  it('of a part is told, and ends nothing', async () => {
    const { buyer, charge } = await member();
    const until = await memberUntil(buyer.id);
    await house.emulator.stripe.refunds.create({ charge, amount: 300 });
    await hear(buyer);
    expect(await memberUntil(buyer.id)).toEqual(until);
    expect(await plusView(buyer.id)).toMatchObject({
      canBuy: false,
      paid: [{ endedAt: null, refunded: { amount: 300 } }],
    });
  });

  it('of all ends the year, once, and another may be bought', async () => {
    const { buyer, id, charge, card } = await member();
    await noted(id);
    await house.emulator.stripe.refunds.create({ charge, amount: 300 });
    await house.emulator.stripe.refunds.create({ charge });
    await hear(buyer);
    const ended = await membershipRow(id);
    expect(ended).toMatchObject({ state: 'ended', amountRefunded: 2_400 });
    await hear(buyer);
    expect(await membershipRow(id)).toEqual(ended);
    expect(await memberUntil(buyer.id)).toBeNull();
    expect(await plusView(buyer.id)).toMatchObject({
      memberUntil: null,
      canBuy: true,
      paid: [{ endedAt: ended.endedAt?.toISOString(), refunded: { amount: 2_400 } }],
    });
    expect(await finishMembership(buyer, id)).toMatchObject({
      reason: 'given_back',
      message: expect.stringContaining('given back') as string,
    });

    const again = await askForPlus(buyer, card.id);
    expect(again).toMatchObject({ ok: true, value: { paid: true } });
    const [, second] = await membershipRows(buyer);
    // A whole year from now: nothing of the one that ended counts.
    const year = second?.paidAt as Date;
    year.setUTCFullYear(year.getUTCFullYear() + 1);
    expect(await memberUntil(buyer.id)).toEqual(year);
    expect(await onPlatform(house.emulator, buyer)).toMatchObject({
      received: 4_800,
      given: 2_400,
    });
  });

  it('that fails later brings the year back', async () => {
    const { buyer, id, charge } = await member('pm_card_refundFail');
    const until = await memberUntil(buyer.id);
    const { stripe } = house.emulator;
    const refund = await stripe.refunds.create({ charge });
    await vi.waitFor(
      async () => {
        expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });
      },
      { timeout: 20_000 },
    );
    // What a look before it failed has written.
    await change(id, { state: 'ended', amountRefunded: 2_400, endedAt: sql`now()` });
    expect(await memberUntil(buyer.id)).toBeNull();
    await hear(buyer);
    expect(await membershipRow(id)).toMatchObject({
      state: 'paid',
      amountRefunded: 0,
      endedAt: null,
    });
    expect(await memberUntil(buyer.id)).toEqual(until);
  });

  it('is found by the sweeper when no event tells of it', async () => {
    const { buyer, id, charge } = await member();
    await house.emulator.stripe.refunds.create({ charge });
    expect(await dueMemberships()).not.toContain(id);
    // As it stands a few days after it was paid.
    const then = sql`now() - interval '3 days'`;
    await change(id, { createdAt: then, paidAt: then });
    expect(await dueMemberships()).toContain(id);
    await lookAtMembership(id);
    expect(await memberUntil(buyer.id)).toBeNull();
    expect(await dueMemberships()).not.toContain(id);
  });
});

describe('a dispute of the buyer’s bank', () => {
  it('is told to the buyer and the operator while it is open, and ends nothing', async () => {
    const { buyer, charge } = await member('pm_card_createDispute');
    const dispute = await disputeOf(charge);
    await hear(buyer);
    const { memberUntil: until, paid } = await plusView(buyer.id);
    expect(until).not.toBeNull();
    expect(paid[0]).toMatchObject({
      endedAt: null,
      disputes: [
        {
          id: dispute,
          open: true,
          statusText: 'Disputed',
          next: expect.stringContaining('from Souk for now') as string,
        },
      ],
    });
    expect((await listDisputes(1)).rows).toContainEqual(
      expect.objectContaining({
        id: dispute,
        orderNumber: 'Souk Plus',
        seller: 'Souk',
        open: true,
      }),
    );
  });

  it('that is lost ends the year, and one that is won does not', async () => {
    const [loser, winner] = [
      await member('pm_card_createDispute'),
      await member('pm_card_createDispute'),
    ];
    await noted(loser.id);
    await decide(await disputeOf(loser.charge), 'losing_evidence');
    await decide(await disputeOf(winner.charge), 'winning_evidence');
    await hear(loser.buyer);
    await hear(winner.buyer);
    expect(await membershipRow(loser.id)).toMatchObject({ state: 'ended', amountRefunded: 0 });
    expect(await plusView(loser.buyer.id)).toMatchObject({
      memberUntil: null,
      canBuy: true,
      paid: [{ disputes: [{ open: false, statusText: 'Decided for the buyer' }] }],
    });
    expect(await memberUntil(winner.buyer.id)).not.toBeNull();
    expect(await plusView(winner.buyer.id)).toMatchObject({
      paid: [{ endedAt: null, disputes: [{ open: false, statusText: 'Decided for Souk' }] }],
    });
  });
});
