import type { Stripe } from '@stripe/stripe-js';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import { stripeFor } from '@/lib/browser/stripe';
import { notingStripe } from '@/lib/browser/stripe-steps';
import type { Words } from '@/lib/language/words';
import type { LegId, OrderId } from '@/lib/model/ids';
import type { OrderView } from '@/lib/model/order-views';

export interface LegToConfirm {
  readonly orderId: OrderId;
  readonly legId: LegId;
  /** The seller's account, where the PaymentIntent lives. */
  readonly accountId: string;
  /** The attempt that the page shows. */
  readonly attempt: number;
  readonly publishableKey: string;
  readonly scriptUrl: string;
}

/** Why the bank was not asked, or has not answered, as the buyer reads it. */
export interface ConfirmProblem {
  readonly message: string;
  readonly advice: string;
}

/** `settled`: the page drawn anew tells how the payment stands. `left`: the bank's page is coming. */
export type ConfirmOutcome = 'settled' | 'left' | ConfirmProblem;

type Step = { readonly clientSecret: string } | { readonly redirectUrl: string } | null;

/**
 * Lets the buyer confirm one seller's payment in the bank's window, which Stripe.js opens on the
 * seller's account. Whatever the browser hears of it, our server then reads it at Stripe. Never
 * throws; nothing is asked of Stripe before its script is there.
 * https://docs.stripe.com/js/payment_intents/handle_next_action
 */
export async function confirmInPage(
  leg: LegToConfirm,
  t: Words<'stripe'>,
): Promise<ConfirmOutcome> {
  const stripe = await loadStripeOf(leg);
  if (!stripe) return noScript(t);
  const begun = await begin(leg, 'in_page');
  if (!begun.ok) return refused(begun, t);
  const { step } = begun.value;
  if (!step) return 'settled';
  if ('redirectUrl' in step) return leave(step.redirectUrl);
  try {
    const { clientSecret } = step;
    const { accountId } = leg;
    await notingStripe({ stripeJs: 'stripe.handleNextAction()', accountId, clientSecret }, () =>
      stripe.handleNextAction({ clientSecret }),
    );
  } catch (fault) {
    // Wrong use of Stripe.js; the server still knows how the payment stands.
    console.warn('The bank’s window stopped working.', fault);
  }
  return finishConfirmation(leg, t);
}

/** Sends the buyer to a page of the bank's, for browsers in which its window is no way. */
export async function confirmByRedirect(
  leg: LegToConfirm,
  t: Words<'stripe'>,
): Promise<ConfirmOutcome> {
  const begun = await begin(leg, 'by_redirect');
  if (!begun.ok) return refused(begun, t);
  const { step } = begun.value;
  return step && 'redirectUrl' in step ? leave(step.redirectUrl) : 'settled';
}

/** The buyer is back: our server asks Stripe what the bank has said. */
export async function finishConfirmation(
  { orderId, legId }: Pick<LegToConfirm, 'orderId' | 'legId'>,
  t: Words<'stripe'>,
): Promise<ConfirmOutcome> {
  const answer = await callApi<{ order: OrderView | null }>(
    'POST',
    `${pathOf(orderId, legId)}/finish`,
    {},
  );
  if (!answer.ok) return refused(answer, t);
  const leg = answer.value.order?.legs.find(({ id }) => id === legId);
  return leg?.atTheBank ? unanswered(t) : 'settled';
}

const pathOf = (orderId: string, legId: string) =>
  `/api/orders/${encodeURIComponent(orderId)}/legs/${encodeURIComponent(legId)}/authentication`;

function begin({ orderId, legId, attempt }: LegToConfirm, way: 'in_page' | 'by_redirect') {
  return callApi<{ step: Step }>('POST', pathOf(orderId, legId), { attempt, way });
}

/** Stripe.js on the seller's account; null when its script does not come. */
export async function loadStripeOf({
  publishableKey,
  scriptUrl,
  accountId,
}: Pick<LegToConfirm, 'publishableKey' | 'scriptUrl' | 'accountId'>): Promise<Stripe | null> {
  try {
    return await stripeFor({ publishableKey, scriptUrl, accountId });
  } catch (fault) {
    console.warn('Stripe.js could not be loaded.', fault);
    return null;
  }
}

/** Goes to a page of the bank's. */
export function leave(address: string): 'left' {
  window.location.assign(address);
  return 'left';
}

/** What the buyer is told when our server refused, or was not reached. */
export function refused(
  answer: Extract<ApiAnswer<unknown>, { ok: false }>,
  t: Words<'stripe'>,
): ConfirmProblem {
  return { message: answer.message, advice: t('pressAgain') };
}

export const noScript = (t: Words<'stripe'>): ConfirmProblem => ({
  message: t('noWindow'),
  advice: t('noWindowWhy'),
});

export const unanswered = (t: Words<'stripe'>): ConfirmProblem => ({
  message: t('unanswered'),
  advice: t('unansweredWhy'),
});
