import { and, eq, inArray, sql } from 'drizzle-orm';
import { plusOffer } from '../../catalog/plus';
import { refuseTelling } from '../../security/refusal';
import type { IdempotencyKey, MembershipId, PlatformCustomerId } from '../../model/ids';
import { isRunning, runningStates } from '../../model/membership';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { writeAct } from '../../store/acts';
import { getDb, withTx, type Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { buyers, memberships, type StoredProblem } from '../../store/schema';
import { faultText, readFailure } from '../../stripe/failure';
import { platformStripe } from '../../stripe/platform-stripe';
import { cancelMembership, forgottenIntent } from './cancel-membership';
import { canBuy, memberUntil } from './membership-time';
import { platformCustomer } from '../wallet/platform-customer';
import {
  readMembershipRow,
  settleMembership,
  storeIntent,
  subjectOf,
  type MembershipRow,
  type SettledMembership,
} from './settle-membership';

export type OpenRefusal = 'member_already' | 'processing' | 'not_sold';

/**
 * The buyer's one running payment of Plus, with its PaymentIntent: the one that runs already, in
 * whatever window, else a new one. One at another price, or so old that Stripe will soon forget its
 * keys, is canceled first. Throws when Stripe cannot be reached.
 */
export async function openMembership(
  buyer: SessionUser,
  consentVersion: string,
): Promise<Result<SettledMembership, OpenRefusal>> {
  const customer = await platformCustomer(buyer);
  for (let round = 0; round < 3; round += 1) {
    const found = await withTx((tx) => findOrWrite(tx, buyer, consentVersion));
    if (!found.ok) return found;
    const { row, outdated } = found.value;
    if (outdated) {
      await cancelMembership(row.id);
      const { state } = await readMembershipRow(row.id);
      if (isRunning(state)) return onItsWay();
      continue;
    }
    if (!row.platformPaymentIntentId && !(await makeIntent(row, customer))) {
      return refuse('not_sold', 'Plus cannot be bought at the moment. Nothing was charged.');
    }
    const settled = await settleMembership(row.id);
    if (settled.row.state === 'open') return ok(settled);
    if (settled.row.state === 'processing') return onItsWay();
    // Paid, or canceled, while we looked: the next look says so, or begins anew.
  }
  throw new Error(`the membership of ${buyer.id} is being changed by others all the time`);
}

async function findOrWrite(
  tx: Db,
  buyer: SessionUser,
  consentVersion: string,
): Promise<Result<{ row: MembershipRow; outdated: boolean }, OpenRefusal>> {
  // Two windows of one buyer wait for each other here, and find the same row.
  await tx.select().from(buyers).where(eq(buyers.id, buyer.id)).for('no key update');
  const until = await memberUntil(buyer.id, tx);
  if (until && !canBuy(until)) {
    const day = until.toISOString();
    return refuseTelling('member_already', 'member_already_until', { until: { day } });
  }
  const [running] = await tx
    .select({
      id: memberships.id,
      outdated: sql<boolean>`${memberships.amount} <> ${plusOffer.amount}
        or ${memberships.currency} <> ${plusOffer.currency}
        or ${memberships.cancelKey} is not null
        or ${memberships.createdAt} < now() - interval '20 hours'`,
    })
    .from(memberships)
    .where(and(eq(memberships.buyerId, buyer.id), inArray(memberships.state, [...runningStates])));
  if (running) {
    await tx.update(memberships).set({ consentVersion }).where(eq(memberships.id, running.id));
    return ok({ row: await readMembershipRow(running.id), outdated: running.outdated });
  }
  const id = newId<MembershipId>('mem');
  const { amount, currency } = plusOffer;
  const intentKey = `plus:${id}` as IdempotencyKey;
  await tx
    .insert(memberships)
    .values({ id, buyerId: buyer.id, amount, currency, intentKey, consentVersion });
  await writeAct(tx, { id: buyer.id, role: 'buyer' }, 'plus_begun', { membershipId: id });
  return ok({ row: await readMembershipRow(id), outdated: false });
}

/** Money may move: nothing else is begun until Stripe has decided. */
export const onItsWay = () =>
  refuse('processing', 'Your payment is on its way. Please do not pay again.');

/**
 * The PaymentIntent on the platform: its money is the platform's own, and what pays it is saved for
 * later. False when Stripe makes none; then the row has failed, and the next press begins anew.
 * https://docs.stripe.com/payments/save-during-payment
 */
async function makeIntent(
  row: MembershipRow,
  customer: PlatformCustomerId,
  renewed = false,
): Promise<boolean> {
  try {
    const intent = await platformStripe().paymentIntents.create(
      {
        amount: row.amount,
        currency: row.currency,
        customer,
        setup_future_usage: 'off_session',
        // A year that begins at once is not sold for money that takes days to come.
        allowed_payment_method_types: ['card'],
        description: plusOffer.name,
        metadata: { membership: row.id, buyer: row.buyerId },
      },
      { key: row.intentKey, subject: subjectOf(row) },
    );
    await storeIntent(row.id, intent.id);
    return true;
  } catch (error) {
    const failure = readFailure(error);
    if (!failure || failure.kind === 'unanswered') throw error;
    console.error(`[payments] ${row.id} has no PaymentIntent, ${faultText(error)}`);
    if (failure.kind === 'unclear' && !renewed) {
      if (await forgottenIntent(row)) return true;
      const again = await renewKey(row);
      // Else another window was quicker.
      const isOurs = again.state === 'created' && !again.platformPaymentIntentId;
      return isOurs ? makeIntent(again, customer, true) : true;
    }
    // One that was made all the same was handed to nobody, so nothing can pay it.
    await storeFailure(row, failure.problem);
    return false;
  }
}

/**
 * Stripe keeps a server error under its key, and would answer with that for a day. Of two windows that
 * hear it, the second takes the key of the first.
 */
async function renewKey({ id, intentKey }: MembershipRow): Promise<MembershipRow> {
  const db = await getDb();
  await db
    .update(memberships)
    .set({ intentKey: `plus:${id}:${newId('key')}` as IdempotencyKey })
    .where(
      and(
        eq(memberships.id, id),
        eq(memberships.intentKey, intentKey),
        eq(memberships.state, 'created'),
      ),
    );
  return readMembershipRow(id);
}

async function storeFailure({ id }: MembershipRow, problem: StoredProblem): Promise<void> {
  const db = await getDb();
  await db
    .update(memberships)
    .set({ state: 'failed', problem, updatedAt: sql`now()` })
    .where(and(eq(memberships.id, id), eq(memberships.state, 'created')));
}
