/** For tests only: years of Souk Plus of which the shop has heard nothing. */
import { eq } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import type { PlatformPaymentIntentId } from '../../model/ids';
import { convergeMembership } from '../../payments/plus/finish-membership';
import type { Emulator } from '../../payments/testing/emulator';
import type { Market } from '../../payments/testing/market';
import { askForPlus } from '../../payments/testing/membership';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';

/**
 * One that is paid and of which a part went back, one whose bank disputes it, one that was given back whole,
 * one that was declined, and one that was canceled here and paid all the same.
 */
export async function toldYears({ emulator }: Market): Promise<void> {
  const { stripe } = emulator;
  const chargeOf = (row: Year) => String(row.platformChargeId);
  const part = await year(emulator);
  await stripe.refunds.create({ charge: chargeOf(part), amount: 300 });
  const disputed = await year(emulator, 'pm_card_createDispute');
  // Which comes a moment after the payment.
  await vi.waitFor(
    async () => {
      const { data } = await stripe.disputes.list({ charge: chargeOf(disputed) });
      expect(data).toHaveLength(1);
    },
    { timeout: 20_000 },
  );
  await stripe.refunds.create({ charge: chargeOf(await year(emulator)) });
  await year(emulator, 'pm_card_chargeCustomerFail');
  const late = await year(emulator);
  await change(late, { state: 'canceled' });
  await convergeMembership(late.platformPaymentIntentId as PlatformPaymentIntentId);
  for (const row of await plusRows()) await change(row, { ...unheard, state: 'open' });
  // The answer to its making was lost as well.
  await change(part, { state: 'created', platformPaymentIntentId: null });
  await change(late, { state: 'canceled' });
}

type Year = typeof memberships.$inferSelect;

/** What a row has of the answers that tell of its payment, before there is any. */
const unheard = {
  ...{ platformChargeId: null, savedMethodId: null, consentAt: null, problem: null },
  ...{ paidAt: null, paidUntil: null, amountRefunded: 0, disputes: [], endedAt: null },
  ...{ refundKey: null, platformRefundId: null, refundState: null },
} satisfies Partial<Year>;

async function plusRows(): Promise<Year[]> {
  const db = await getDb();
  return db.select().from(memberships).orderBy(memberships.createdAt);
}

async function change({ id }: Pick<Year, 'id'>, row: Partial<Year>): Promise<void> {
  const db = await getDb();
  await db.update(memberships).set(row).where(eq(memberships.id, id));
}

/** Of another buyer each, by a card that does what its name says. */
async function year(emulator: Emulator, testMethod = 'pm_card_visa'): Promise<Year> {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, testMethod);
  await askForPlus(buyer, card.id);
  const row = (await plusRows()).at(-1);
  if (row?.buyerId !== buyer.id) throw new Error('no year');
  return row;
}
