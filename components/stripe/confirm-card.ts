import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { callApi } from '@/lib/browser/api';
import { notingStripe } from '@/lib/browser/stripe-steps';
import type { SavedMethodView } from '@/lib/model/views';
import {
  answerProblem,
  integrationProblem,
  saveProblem,
  type FormWords,
  type SaveProblem,
} from './save-problem';

export type SaveOutcome =
  | { readonly ok: true; readonly method: SavedMethodView }
  | { readonly ok: false; readonly problem: SaveProblem };

/**
 * Hands the typed card to Stripe, with 3D Secure in place when the bank asks for it, then lets our
 * server read the result at Stripe. Never throws, and is safe to repeat with the same setup: a card
 * that Stripe has already saved is only finished.
 * https://docs.stripe.com/js/setup_intents/confirm_setup
 */
export async function saveCard(
  stripe: Stripe,
  elements: StripeElements,
  setupId: string,
  t: FormWords,
): Promise<SaveOutcome> {
  const problem = await confirm(stripe, elements, setupId, t);
  return problem ? { ok: false, problem } : finishSave(setupId, t);
}

/** Asks our server to read a setup at Stripe and keep its card; what the browser saw counts nothing. */
export async function finishSave(setupId: string, t: FormWords): Promise<SaveOutcome> {
  const path = `/api/setup-intents/${encodeURIComponent(setupId)}/finish`;
  const answer = await callApi<{ method: SavedMethodView }>('POST', path, {});
  return answer.ok
    ? { ok: true, method: answer.value.method }
    : { ok: false, problem: answerProblem(answer, t.stripe) };
}

async function confirm(
  stripe: Stripe,
  elements: StripeElements,
  setupId: string,
  t: FormWords,
): Promise<SaveProblem | null> {
  try {
    const { error } = await notingStripe({ stripeJs: 'stripe.confirmSetup()' }, () =>
      stripe.confirmSetup({
        elements,
        redirect: 'if_required',
        confirmParams: {
          return_url: `${window.location.origin}/wallet?setup=${encodeURIComponent(setupId)}`,
        },
      }),
    );
    // An earlier press got through to Stripe and its answer was lost on the way back.
    const done = error?.setup_intent?.status;
    if (!error || done === 'succeeded' || done === 'processing') return null;
    return saveProblem(error, t);
  } catch (fault) {
    return integrationProblem(fault, t.stripe);
  }
}
