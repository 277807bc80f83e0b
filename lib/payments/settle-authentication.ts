/**
 * A leg whose buyer is at the bank: its PaymentIntent is in `requires_action`, and only Stripe knows
 * when that ends. Whoever looks (the buyer's own page, another window, the sweeper) reads it here.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
import { and, asc, eq, isNotNull, lt, ne, sql } from 'drizzle-orm';
import type { AccountId, AccountPaymentIntentId, AttemptId, LegId } from '../model/ids';
import { getDb } from '../store/client';
import { attempts, legs, orders } from '../store/schema';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import { shutOut } from '../stripe/failure';
import { storeEnding } from './leg-progress';
import { moveOn, unmoved } from './move-on';
import { settle } from './settle-leg';

/** What the buyer's browser needs to go to the bank; made for the owner of the order alone. */
export type BankStep =
  | { readonly accountId: AccountId; readonly clientSecret: string }
  | { readonly redirectUrl: string };

/**
 * Reads the PaymentIntent of a leg that waits for its buyer. Answers with the way to the bank while
 * the bank waits; once it has its answer, the leg is moved on (`paid` only when everything agrees)
 * and null is returned, as it is for a leg that does not wait. Any number may call it at once.
 * Throws when Stripe cannot be reached.
 */
export async function settleAuthentication(legId: LegId): Promise<BankStep | null> {
  const waiting = await readWaiting(legId);
  if (!waiting) return null;
  let answer: AnsweredIntent;
  try {
    answer = await accountStripe(waiting.accountId).paymentIntents.retrieve(
      waiting.paymentIntentId,
      { subject: { buyerId: waiting.buyerId, orderId: waiting.orderId, legId } },
    );
  } catch (error) {
    const problem = shutOut(error);
    if (problem) {
      await moveOn(waiting, (task) => storeEnding(task, { state: 'failed', problem }));
      return null;
    }
    // Or those that wait longest would be the only ones that anybody asks about.
    await lookAgainLater(waiting);
    throw error;
  }
  if (answer.intent.status === 'requires_action') {
    await lookAgainLater(waiting);
    return stepOf(waiting.accountId, answer);
  }
  await moveOn(waiting, (task) => settle(task, answer));
  return null;
}

/** Legs whose buyer went to the bank some while ago; each look asks Stripe once. */
export async function awaitedLegs(): Promise<LegId[]> {
  const db = await getDb();
  const found = await db
    .select({ id: legs.id })
    .from(legs)
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(
      and(
        eq(legs.state, 'action_needed'),
        isNotNull(legs.leaseUntil),
        lt(legs.leaseUntil, sql`now()`),
        isAtBank,
      ),
    )
    .orderBy(asc(legs.leaseUntil))
    .limit(10);
  return found.map(({ id }) => id);
}

/** Its buyer has begun to confirm it; until then there is nothing to ask about. */
const isAtBank = and(ne(attempts.confirmation, 'off_session'), isNotNull(attempts.paymentIntentId));

type AtBank = NonNullable<Awaited<ReturnType<typeof readWaiting>>>;

async function readWaiting(legId: LegId) {
  const db = await getDb();
  const [found] = await db
    .select({
      legId: legs.id,
      accountId: legs.accountId,
      orderId: orders.id,
      buyerId: orders.buyerId,
      attempt: legs.attempt,
      attemptId: attempts.id,
      paymentIntentId: attempts.paymentIntentId,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(and(eq(legs.id, legId), eq(legs.state, 'action_needed'), isAtBank));
  return found
    ? { ...found, paymentIntentId: found.paymentIntentId as AccountPaymentIntentId }
    : null;
}

/**
 * A buyer who closed the page is looked after less and less often, and after a day by nobody but
 * themselves.
 */
async function lookAgainLater(waiting: AtBank): Promise<void> {
  const db = await getDb();
  const age = sql`now() - (${db
    .select({ at: attempts.createdAt })
    .from(attempts)
    .where(eq(attempts.id, waiting.attemptId satisfies AttemptId))})`;
  await db
    .update(legs)
    .set({
      leaseUntil: sql`case when ${age} < interval '25 hours' then now() + least(greatest((${age}) / 4, interval '1 minute'), interval '1 hour') end`,
    })
    .where(unmoved(waiting));
}

function stepOf(accountId: AccountId, { intent }: AnsweredIntent): BankStep {
  const redirectUrl = intent.next_action?.redirect_to_url?.url;
  if (redirectUrl) return { redirectUrl };
  if (!intent.client_secret) throw new Error(`PaymentIntent ${intent.id} came without a secret`);
  return { accountId, clientSecret: intent.client_secret };
}
