import type Stripe from 'stripe';
import { eventually } from './scene';

/** What a buyer agrees to who lets a bank account be debited. */
export const agreed = {
  mandate_data: {
    customer_acceptance: {
      type: 'online',
      online: { ip_address: '127.0.0.1', user_agent: 'vitest' },
    },
  },
} as const;

/** An intent for bank accounts and nothing else. */
export const onlyBanks: { allowed_payment_method_types: ['us_bank_account'] } = {
  allowed_payment_method_types: ['us_bank_account'],
};

/** A payment once its bank has answered. */
export async function settled(
  stripe: Stripe,
  id: string,
  options: Stripe.RequestOptions = {},
): Promise<Stripe.PaymentIntent> {
  return eventually(async () => {
    const intent = await stripe.paymentIntents.retrieve(id, {}, options);
    return intent.status === 'processing' ? null : intent;
  });
}
