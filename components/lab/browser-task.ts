import type { Stripe } from '@stripe/stripe-js';
import { stripeFor } from '@/lib/browser/stripe';
import { notingStripe } from '@/lib/browser/stripe-steps';
import type { BrowserTask } from '@/lib/model/lab';

/** What Stripe.js is loaded with. */
export interface LabKeys {
  readonly publishableKey: string;
  readonly scriptUrl: string;
}

/** Loads Stripe.js for the platform, or for the account that the task is about. */
export async function stripeOf(task: BrowserTask, keys: LabKeys): Promise<Stripe> {
  const accountId = 'accountId' in task ? task.accountId : undefined;
  const stripe = await stripeFor({ ...keys, ...(accountId ? { accountId } : {}) });
  if (!stripe) throw new Error('Stripe.js did not come. Check your network, then press again.');
  return stripe;
}

/**
 * Does what needs no form of ours: the bank's window, or Financial Connections. Resolves when it is
 * over, however it ended: the server then reads at Stripe what came of it. Throws with a sentence.
 */
export async function runTask(
  task: Extract<BrowserTask, { kind: 'next_action' | 'bank_account' }>,
  keys: LabKeys,
): Promise<void> {
  const stripe = await stripeOf(task, keys);
  if (task.kind === 'next_action') {
    const { clientSecret } = task;
    const accountId = 'accountId' in task ? task.accountId : undefined;
    await notingStripe({ stripeJs: 'stripe.handleNextAction()', accountId, clientSecret }, () =>
      stripe.handleNextAction({ clientSecret }),
    );
    return;
  }
  const { clientSecret, name, email } = task;
  const { setupIntent, error } = await notingStripe(
    { stripeJs: 'stripe.collectBankAccountForSetup()', clientSecret },
    () =>
      stripe.collectBankAccountForSetup({
        clientSecret,
        params: {
          payment_method_type: 'us_bank_account',
          payment_method_data: { billing_details: { name, email } },
        },
        expand: ['payment_method'],
      }),
  );
  if (error) throw new Error(error.message ?? 'The bank’s window stopped working.');
  if (setupIntent?.status === 'requires_payment_method') {
    throw new Error('No bank account was chosen. Press again to choose one.');
  }
  if (setupIntent?.status !== 'requires_confirmation') return;
  const confirmed = await notingStripe(
    { stripeJs: 'stripe.confirmUsBankAccountSetup()', clientSecret },
    () => stripe.confirmUsBankAccountSetup(clientSecret),
  );
  if (confirmed.error) throw new Error(confirmed.error.message ?? 'The bank account was refused.');
}
