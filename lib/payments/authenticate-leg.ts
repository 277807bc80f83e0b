import { and, eq } from 'drizzle-orm';
import { isOnSession, type Confirmation } from '../model/confirmation';
import type { LegId, OrderId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { canAuthenticate, isAboutConsent } from '../model/status';
import type { SessionUser } from '../model/views';
import { writeAct } from '../store/acts';
import { getDb, withTx, type Db } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { legs, orders } from '../store/schema';
import { isUnderWay } from './move-legs';
import { payLegs } from './pay-leg';
import { settleAuthentication, type BankStep } from './settle-authentication';
import {
  currentAttempt,
  startAttempt,
  type AttemptRefusal,
  type LegOfOrder,
} from './start-attempt';
import { unreachable } from './unreachable';

export interface AuthenticationRequest {
  /** The number of the attempt that the page showed. */
  readonly attempt: number;
  readonly way: Exclude<Confirmation, 'off_session'>;
}

type Refusal = AttemptRefusal | 'not_confirmable' | 'unreachable';

/**
 * Lets the buyer confirm a leg with their bank: a new attempt with a fresh clone, which confirms the
 * leg's own PaymentIntent with the buyer present. Answers with the way to the bank, or null when
 * there is nothing to confirm (any more): the order then says how the leg stands. A buyer who comes
 * back, a second press and a second window find the attempt that waits already.
 * https://docs.stripe.com/payments/save-and-reuse?platform=web#charge-saved-payment-method
 */
export async function authenticateLeg(
  buyer: SessionUser,
  leg: LegOfOrder,
  request: AuthenticationRequest,
): Promise<Result<BankStep | null, Refusal>> {
  const owner = newLeaseOwner();
  const begun = await withTx((tx) => begin(tx, buyer, leg, request, owner));
  if (!begun.ok) return begun;
  await payLegs([leg.legId], owner);
  return lookAt(leg.legId);
}

/**
 * The buyer is back from the bank, with or without its consent: the server reads what Stripe says of
 * it, whatever the browser has heard.
 */
export async function finishAuthentication(
  buyer: SessionUser,
  { orderId, legId }: LegOfOrder,
): Promise<Result<BankStep | null, 'not_found' | 'unreachable'>> {
  const db = await getDb();
  const [mine] = await db
    .select({ id: legs.id })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(and(eq(legs.id, legId), eq(orders.id, orderId), eq(orders.buyerId, buyer.id)));
  return mine ? lookAt(legId) : nowhere();
}

async function lookAt(legId: LegId): Promise<Result<BankStep | null, 'unreachable'>> {
  try {
    return ok(await settleAuthentication(legId));
  } catch (error) {
    return unreachable(error);
  }
}

async function begin(
  tx: Db,
  buyer: SessionUser,
  leg: LegOfOrder,
  { attempt, way }: AuthenticationRequest,
  owner: string,
): Promise<Result<{ orderId: OrderId }, AttemptRefusal | 'not_confirmable'>> {
  const current = await currentAttempt(tx, buyer, leg);
  if (!current) return nowhere();
  const known = ok({ orderId: leg.orderId });
  // Pressed twice, or in another window: that attempt is it, wherever it stands.
  if (current.number === attempt + 1 && isOnSession(current.confirmation)) return known;
  if (current.number !== attempt) return stale();
  // Another window was quicker, and this page is about to see what came of it.
  if (isUnderWay(current.state) || current.state === 'paid') return known;
  const code = current.problem?.code ?? null;
  // A buyer who has failed at the bank may be asked once more; that is another attempt.
  const waits =
    current.state === 'action_needed' && isOnSession(current.confirmation) && !isAboutConsent(code);
  // The bank's window has failed the buyer: its own page is another attempt, with another clone.
  if (waits && !(way === 'by_redirect' && current.confirmation === 'in_page')) return known;
  if (!canAuthenticate(current.state, code, current.terms)) return stale();
  const started = await startAttempt(tx, buyer, leg, current, {
    savedMethodId: current.savedMethodId,
    confirmation: way,
    owner,
  });
  if (started.ok) {
    await writeAct(tx, { id: buyer.id, role: 'buyer' }, 'confirmation_begun', { ...leg });
  }
  return started;
}

const nowhere = () => refuse('not_found', 'There is no such thing here.');
const stale = () =>
  refuse('not_confirmable', 'This payment cannot be confirmed now. Look at how it stands.');
