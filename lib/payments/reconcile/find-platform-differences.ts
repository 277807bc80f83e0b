import { and, gte, inArray, lt, or } from 'drizzle-orm';
import type { DifferenceKind } from '../../model/difference';
import type { AccountId, MembershipId, PlatformChargeId } from '../../model/ids';
import { boughtStates, isBought } from '../../model/membership';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';
import type { TimeSpan } from '../../stripe/account-after-sale';
import { orNull } from '../../stripe/failure';
import type { PlatformCharge } from '../../stripe/platform-payments';
import { platformStripe } from '../../stripe/platform-stripe';
import type { Difference } from './find-differences';

/** Under this name the platform's own charges are compared, among the accounts of sellers. */
export const platformBooks = 'platform' as AccountId;

type Row = typeof memberships.$inferSelect;

/**
 * Compares what the platform itself was charged in this time with our memberships. Charges without our
 * metadata were made for something else. Throws when Stripe cannot be reached.
 */
export async function findPlatformDifferences(time: TimeSpan): Promise<readonly Difference[]> {
  const charges = await platformStripe().charges.madeIn(time, { subject: {} });
  const rows = await readRows(time, charges);
  const missing = rows.filter(
    ({ state, paidAt, platformChargeId }) =>
      isBought(state) &&
      paidAt !== null &&
      paidAt >= time.from &&
      paidAt < time.until &&
      !charges.some(({ id }) => id === platformChargeId),
  );
  const others = await Promise.all(missing.map(lookForCharge));
  return [...charges.flatMap((charge) => compare(charge, rows)), ...others.flat()];
}

async function readRows(time: TimeSpan, charges: readonly PlatformCharge[]): Promise<Row[]> {
  const db = await getDb();
  const named = charges.flatMap(({ metadata }) => metadata.membership ?? []) as MembershipId[];
  const ids = charges.map(({ id }) => id satisfies PlatformChargeId);
  return db
    .select()
    .from(memberships)
    .where(
      or(
        inArray(memberships.platformChargeId, ids),
        inArray(memberships.id, named),
        and(
          inArray(memberships.state, [...boughtStates]),
          gte(memberships.paidAt, time.from),
          lt(memberships.paidAt, time.until),
        ),
      ),
    );
}

function compare(charge: PlatformCharge, rows: readonly Row[]): Difference[] {
  const row =
    rows.find(({ platformChargeId }) => platformChargeId === charge.id) ??
    rows.find(({ id }) => id === charge.metadata.membership);
  if (!row && !charge.metadata.membership) return [];
  if (charge.status !== 'succeeded' || !charge.captured) return [];
  const tell = (kind: DifferenceKind, ours: number | null, theirs: number): Difference => ({
    kind,
    objectId: charge.id,
    legId: null,
    ourAmount: ours,
    ourCurrency: ours === null || !row ? null : row.currency,
    theirAmount: theirs,
    theirCurrency: charge.currency,
  });
  const taken = charge.amount_captured;
  const given = charge.amount_refunded;
  if (!row || !isBought(row.state) || row.platformChargeId !== charge.id) {
    return given >= taken ? [] : [tell('charge_unknown', null, taken)];
  }
  const found: Difference[] = [];
  if (row.currency !== charge.currency) found.push(tell('charge_currency', row.amount, taken));
  else if (row.amount !== taken) found.push(tell('charge_amount', row.amount, taken));
  // All of it is the platform's own.
  const fee = charge.application_fee_amount ?? 0;
  if (fee !== 0) found.push(tell('charge_fee', 0, fee));
  if (given !== row.amountRefunded) {
    found.push(tell('refund_unknown', row.amountRefunded || null, given));
  }
  return found;
}

/** One that was paid that day by a charge of another: older, or not there at all. */
async function lookForCharge(row: Row): Promise<Difference[]> {
  const objectId = row.platformChargeId;
  if (!objectId) return [];
  const charge = await orNull(platformStripe().charges.retrieve(objectId, { subject: {} }));
  if (charge) return compare(charge, [row]);
  const mine = { ourAmount: row.amount, ourCurrency: row.currency };
  const nowhere = { theirAmount: null, theirCurrency: null };
  return [{ kind: 'charge_missing', objectId, legId: null, ...mine, ...nowhere }];
}
