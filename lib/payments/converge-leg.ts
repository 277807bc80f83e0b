/**
 * A leg, brought to what its PaymentIntent says at Stripe now, whoever heard of news: a webhook or
 * the sweeper. What they heard is not believed; any number may call this at once, in any order, as
 * often as they like.
 */
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { assertNever } from '../model/assert-never';
import { isOnSession } from '../model/confirmation';
import type { LegState } from '../model/status';
import { getDb } from '../store/client';
import { leaseFor, leaseIsFree, newLeaseOwner } from '../store/lease';
import { legs } from '../store/schema';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import { orNull } from '../stripe/failure';
import { findLeg, findLegByMetadata, type AccountPayment, type LegOfPayment } from './find-leg';
import { letGoLateHold } from './let-go-late-hold';
import { givesStockBack, isUnderWay } from './move-legs';
import { payLegs } from './pay-leg';
import { sendBackLatePayment } from './refunds/send-back';
import { settleAuthentication } from './settle-authentication';

/**
 * What came of it. `busy`: somebody else is at it (drives the leg, copies the card) right now, so look
 * again in a while.
 * `unknown`: it names a row that we do not have (yet). `not_ours`: it has nothing to do with Souk.
 * `foreign_account`: it names a leg of ours and is on somebody else's account.
 */
export type Convergence = 'converged' | 'busy' | 'unknown' | 'not_ours' | 'foreign_account';

/**
 * Brings the leg of a PaymentIntent to what Stripe says of it. Money that has arrived although nobody
 * waits for it any more (the leg has failed or was canceled, or another attempt has paid) is sent
 * back, and what is held so is let go. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export async function convergeLeg(payment: AccountPayment): Promise<Convergence> {
  const known = await findLeg(payment);
  if (known) return converge(payment, known);
  const answer = await read(payment);
  const named = answer && (await findLegByMetadata(payment, answer));
  if (named === null) return 'not_ours';
  if (named === 'foreign') return 'foreign_account';
  if (named === 'unknown') return 'unknown';
  return converge(payment, named);
}

function converge(payment: AccountPayment, leg: LegOfPayment): Promise<Convergence> {
  return isCurrent(payment, leg) ? convergeCurrent(payment, leg) : undoLate(payment, leg);
}

/** Whether what comes of this PaymentIntent is what comes of the leg. */
function isCurrent({ paymentIntentId }: AccountPayment, leg: LegOfPayment): boolean {
  if (leg.attempt !== leg.current) return false;
  return leg.paymentIntentId === null || leg.paymentIntentId === paymentIntentId;
}

async function convergeCurrent(payment: AccountPayment, leg: LegOfPayment): Promise<Convergence> {
  switch (leg.state) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
    case 'releasing':
      return driveNow(payment, leg);
    case 'processing':
      return lookNow(payment, leg);
    case 'action_needed':
      if (!isOnSession(leg.confirmation))
        return lookIf(payment, leg, ({ status }) => status !== 'requires_payment_method');
      await settleAuthentication(leg.legId);
      return endOf(payment);
    case 'authorized':
      return lookIf(payment, leg, ({ status }) => status !== 'requires_capture');
    case 'paid':
      return 'converged';
    case 'declined':
    case 'failed':
    case 'canceled':
      return undoLate(payment, leg);
    default:
      return assertNever(leg.state);
  }
}

/** Drives the leg; should it end unpaid, what its PaymentIntent has taken or holds all the same is late. */
async function driveNow(payment: AccountPayment, leg: LegOfPayment): Promise<Convergence> {
  await payLegs([leg.legId]);
  const db = await getDb();
  const [now] = await db.select({ state: legs.state }).from(legs).where(eq(legs.id, leg.legId));
  if (now && givesStockBack.includes(now.state)) return undoLate(payment, leg);
  return endOf(payment);
}

/** Asks Stripe, and takes the leg on when its PaymentIntent has left what the leg waits for. */
async function lookIf(
  payment: AccountPayment,
  leg: LegOfPayment,
  hasMoved: (intent: AnsweredIntent['intent']) => boolean,
): Promise<Convergence> {
  const answer = await read(payment);
  return answer && hasMoved(answer.intent) ? lookNow(payment, leg) : 'converged';
}

/**
 * Takes a leg that waits for Stripe or for its buyer, whatever the time of its next look, reads its
 * PaymentIntent and settles it.
 */
async function lookNow(payment: AccountPayment, leg: LegOfPayment): Promise<Convergence> {
  const db = await getDb();
  const owner = newLeaseOwner();
  const taken = await db
    .update(legs)
    .set({ state: 'processing', leaseOwner: owner, leaseUntil: leaseFor, updatedAt: sql`now()` })
    .where(
      and(
        eq(legs.id, leg.legId),
        eq(legs.state, leg.state),
        eq(legs.attempt, leg.current),
        or(isNull(legs.leaseOwner), leaseIsFree(legs.leaseOwner, legs.leaseUntil)),
      ),
    )
    .returning({ id: legs.id });
  if (taken.length === 0) return 'busy';
  await payLegs([leg.legId], owner);
  return endOf(payment);
}

/** How the leg stands after somebody, we or another, has driven it. */
async function endOf(payment: AccountPayment): Promise<Convergence> {
  const leg = await findLeg(payment);
  if (!leg) return 'busy';
  return isWaiting(leg.state) ? 'busy' : 'converged';
}

/** In `processing` it has just been asked for, and Stripe will tell when there is more to say. */
const isWaiting = (state: LegState): boolean => isUnderWay(state) && state !== 'processing';

/** What it has taken is sent back, and what it holds is let go, as nobody waits for either. */
async function undoLate(payment: AccountPayment, leg: LegOfPayment): Promise<Convergence> {
  const answer = await read(payment);
  if (answer?.intent.status === 'succeeded') await sendBackLatePayment(leg, answer);
  if (answer?.intent.status === 'requires_capture') await letGoLateHold(leg, answer);
  return 'converged';
}

/** The PaymentIntent as it is on the account now; null when there is none such. */
function read({ accountId, paymentIntentId }: AccountPayment): Promise<AnsweredIntent | null> {
  return orNull(accountStripe(accountId).paymentIntents.retrieve(paymentIntentId, { subject: {} }));
}
