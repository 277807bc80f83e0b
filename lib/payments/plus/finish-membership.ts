import { and, eq } from 'drizzle-orm';
import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import type { MembershipId, PlatformPaymentIntentId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';
import { orNull } from '../../stripe/failure';
import { platformStripe } from '../../stripe/platform-stripe';
import { problemFor } from '../../stripe/problem';
import type { Convergence } from '../converge-leg';
import { giveBackMembership } from './give-back-membership';
import { onItsWay } from './open-membership';
import { settleMembership, storeIntent } from './settle-membership';
import { unreachable } from '../unreachable';

type Finished = Result<
  { paidUntil: string },
  | 'not_found'
  | 'declined'
  | 'not_finished'
  | 'processing'
  | 'canceled'
  | 'given_back'
  | 'unreachable'
>;

/**
 * Ends the payment of a year of Plus: re-reads the PaymentIntent from Stripe, whatever the browser
 * says. Calling it again, also at the same time, gives the same answer. After `declined` the same one
 * may be paid with another card. https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export async function finishMembership(
  buyer: Pick<SessionUser, 'id'>,
  id: MembershipId,
  language: Language = firstLanguage,
): Promise<Finished> {
  const db = await getDb();
  const [mine] = await db
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.id, id), eq(memberships.buyerId, buyer.id)));
  if (!mine) return refuse('not_found', 'There is no such thing here.');
  try {
    return await finish(id, language);
  } catch (error) {
    return unreachable(error);
  }
}

async function finish(id: MembershipId, language: Language = firstLanguage): Promise<Finished> {
  const { row, intent } = await settleMembership(id);
  if (row.refundKey) await giveBackMembership(id);
  if (row.state === 'paid' && row.paidUntil) return ok({ paidUntil: row.paidUntil.toISOString() });
  if (row.state === 'processing') return onItsWay();
  if (row.state === 'ended') {
    return refuse('given_back', 'This payment was given back, so the membership has ended.');
  }
  if (row.state === 'canceled' || row.state === 'failed') {
    return refuse('canceled', 'This payment was canceled. Nothing is charged; please start again.');
  }
  if (row.problem && intent?.status === 'requires_payment_method') {
    const { message, advice } = problemFor(row.problem, wordsIn(language, 'refusals'));
    return refuse('declined', `${message} ${advice}`);
  }
  return refuse(
    'not_finished',
    intent?.status === 'requires_action'
      ? 'Your bank has not confirmed this payment yet. Nothing was charged.'
      : 'Nothing was paid yet.',
  );
}

/**
 * The same for a PaymentIntent on the platform that Stripe tells of. `not_ours`: the platform made it
 * for something else. Throws when Stripe cannot be reached.
 */
export async function convergeMembership(intentId: PlatformPaymentIntentId): Promise<Convergence> {
  const db = await getDb();
  const [known] = await db
    .select({ id: memberships.id })
    .from(memberships)
    .where(eq(memberships.platformPaymentIntentId, intentId));
  if (known) {
    await finish(known.id);
    return 'converged';
  }
  const named = await nameOf(intentId);
  if (!named) return 'not_ours';
  const [row] = await db.select().from(memberships).where(eq(memberships.id, named));
  if (!row) return 'unknown';
  // The answer to its making was lost, or is about to be stored.
  await storeIntent(row.id, intentId);
  await finish(row.id);
  return 'converged';
}

async function nameOf(id: PlatformPaymentIntentId): Promise<MembershipId | null> {
  const found = await orNull(platformStripe().paymentIntents.retrieve(id, { subject: {} }));
  return (found?.metadata.membership ?? null) as MembershipId | null;
}
