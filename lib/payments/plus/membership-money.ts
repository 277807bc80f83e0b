/** What went back of the money for a year of Plus: refunds of whomever, and what banks took back. */
import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { PlatformChargeId } from '../../model/ids';
import { boughtStates, type MembershipState } from '../../model/membership';
import type { Db } from '../../store/client';
import { memberships, type StoredDispute } from '../../store/schema';
import type { PlatformCharge, PlatformPaymentIntent } from '../../stripe/platform-payments';
import { platformStripe } from '../../stripe/platform-stripe';
import type { Read } from '../../stripe/subject';

/**
 * Every dispute about its charge, the newest first; asked for only where the charge, or the row, knows
 * of one. Throws when Stripe cannot be reached. https://docs.stripe.com/api/disputes/list
 */
export async function disputesOfIntent(
  intent: PlatformPaymentIntent,
  known: { readonly disputes: readonly StoredDispute[] },
  read: Read,
): Promise<readonly StoredDispute[]> {
  const charge = chargeIn(intent);
  if (!charge || !(charge.disputed || known.disputes.length > 0)) return [];
  const found = await platformStripe().disputes.list(charge.id as PlatformChargeId, read);
  return found
    .toSorted((one, other) => other.created - one.created)
    .map(
      ({ id, amount, currency, reason, status, created, evidence_details: { due_by: due } }) => ({
        id,
        amount,
        currency,
        reason,
        status,
        dueBy: due ? isoOf(due) : null,
        createdAt: isoOf(created),
      }),
    );
}

/**
 * Writes what went back of a paid year, and so whether it holds: it has ended when all was given back,
 * or the bank has decided that the buyer keeps the money; a part that was given back, or a question
 * that is open, ends nothing. The same again changes nothing.
 * https://docs.stripe.com/api/charges/object, https://docs.stripe.com/disputes/how-disputes-work
 */
export async function writeMoney(
  tx: Db,
  { id, amount }: Pick<typeof memberships.$inferSelect, 'id' | 'amount'>,
  intent: PlatformPaymentIntent,
  disputes: readonly StoredDispute[],
): Promise<void> {
  const amountRefunded = chargeIn(intent)?.amount_refunded ?? 0;
  const ended = amountRefunded >= amount || disputes.some(({ status }) => status === 'lost');
  const state: MembershipState = ended ? 'ended' : 'paid';
  await tx
    .update(memberships)
    .set({
      state,
      amountRefunded,
      disputes,
      endedAt: ended ? sql`coalesce(${memberships.endedAt}, date_trunc('second', now()))` : null,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(memberships.id, id),
        inArray(memberships.state, [...boughtStates]),
        or(
          ne(memberships.state, state),
          ne(memberships.amountRefunded, amountRefunded),
          sql`${memberships.disputes} <> ${JSON.stringify(disputes)}::jsonb`,
        ),
      ),
    );
}

/** Whether nothing of what arrived is left with the platform: all given back, or taken back by a bank. */
export function nothingLeft(
  intent: PlatformPaymentIntent,
  disputes: readonly StoredDispute[],
): boolean {
  const charge = chargeIn(intent);
  if (!charge?.captured) return false;
  return (
    charge.amount_refunded >= charge.amount_captured ||
    disputes.some(({ status }) => status === 'lost')
  );
}

const isoOf = (seconds: number): string => new Date(seconds * 1_000).toISOString();

function chargeIn({ latest_charge: charge }: PlatformPaymentIntent): PlatformCharge | null {
  return charge && typeof charge !== 'string' ? (charge as PlatformCharge) : null;
}
