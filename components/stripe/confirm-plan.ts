import { callApi } from '@/lib/browser/api';
import { notingStripe } from '@/lib/browser/stripe-steps';
import type { Words } from '@/lib/language/words';
import type { SubscriptionId } from '@/lib/model/ids';
import {
  leave,
  loadStripeOf,
  noScript,
  refused,
  unanswered,
  type ConfirmOutcome,
  type ConfirmProblem,
  type LegToConfirm,
} from './confirm-leg';

export interface PlanToConfirm extends Pick<
  LegToConfirm,
  'accountId' | 'publishableKey' | 'scriptUrl'
> {
  readonly subscriptionId: SubscriptionId;
  /** The page it stands on: the subscription's own, or that of the order it began with. */
  readonly page: `/orders/${string}` | `/subscriptions/${string}`;
}

type Matter = 'payment' | 'setup';

type Step =
  | {
      readonly matter: Matter;
      readonly clientSecret: string;
      /** What pays, where it does not wait at the bank yet. */
      readonly confirmWith: string | null;
    }
  | { readonly redirectUrl: string }
  | null;

/**
 * Lets the buyer confirm what a subscription waits for in the bank's window, which Stripe.js opens on
 * the seller's account: a payment, or the card where nothing is due yet. Whatever the browser hears of
 * it, our server then reads it at Stripe. Never throws; nothing is asked of Stripe before its script is
 * there. https://docs.stripe.com/billing/subscriptions/overview#requires-action
 */
export async function confirmPlan(of: PlanToConfirm, t: Words<'stripe'>): Promise<ConfirmOutcome> {
  const stripe = await loadStripeOf(of);
  if (!stripe) return noScript(t);
  const begun = await begin(of, 'in_page');
  if (!begun.ok) return refused(begun, t);
  const { step } = begun.value;
  if (!step) return finishPlan(of, t);
  if ('redirectUrl' in step) return leave(step.redirectUrl);
  const { matter, clientSecret, confirmWith } = step;
  const noted = { accountId: of.accountId, clientSecret };
  try {
    if (confirmWith) {
      const given = {
        clientSecret,
        confirmParams: { payment_method: confirmWith, return_url: window.location.href },
        redirect: 'if_required',
      } as const;
      await (matter === 'setup'
        ? notingStripe({ ...noted, stripeJs: 'stripe.confirmSetup()' }, () =>
            stripe.confirmSetup(given),
          )
        : notingStripe({ ...noted, stripeJs: 'stripe.confirmPayment()' }, () =>
            stripe.confirmPayment(given),
          ));
    } else {
      await notingStripe({ ...noted, stripeJs: 'stripe.handleNextAction()' }, () =>
        stripe.handleNextAction({ clientSecret }),
      );
    }
  } catch (fault) {
    // Wrong use of Stripe.js; the server still knows how it stands.
    console.warn('The bank’s window stopped working.', fault);
  }
  return finishPlan(of, t);
}

/** Sends the buyer to a page of the bank's, for browsers in which its window is no way. */
export async function confirmPlanByRedirect(
  of: PlanToConfirm,
  t: Words<'stripe'>,
): Promise<ConfirmOutcome> {
  const begun = await begin(of, 'by_redirect');
  if (!begun.ok) return refused(begun, t);
  const { step } = begun.value;
  return step && 'redirectUrl' in step ? leave(step.redirectUrl) : finishPlan(of, t);
}

/** The buyer is back: our server asks Stripe what the bank has said. */
export async function finishPlan(
  of: Pick<PlanToConfirm, 'subscriptionId' | 'page'>,
  t: Words<'stripe'>,
): Promise<ConfirmOutcome> {
  const answer = await callApi<{ waits: Matter | null }>('POST', `${pathOf(of)}/finish`, {});
  if (!answer.ok) return refused(answer, t);
  const { waits } = answer.value;
  return waits === null ? 'settled' : waits === 'setup' ? notConfirmed(t) : unanswered(t);
}

function begin(of: PlanToConfirm, way: 'in_page' | 'by_redirect') {
  return callApi<{ step: Step }>('POST', pathOf(of), { way });
}

const pathOf = ({ page, subscriptionId }: Pick<PlanToConfirm, 'subscriptionId' | 'page'>) =>
  page.startsWith('/orders/')
    ? `/api${page}/subscriptions/${encodeURIComponent(subscriptionId)}/authentication`
    : `/api${page}/authentication`;

const notConfirmed = (t: Words<'stripe'>): ConfirmProblem => ({
  message: t('cardUnanswered'),
  advice: t('cardUnansweredWhy'),
});
