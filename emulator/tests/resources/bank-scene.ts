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

/** A bank account from its numbers, which is not verified yet. */
export function bank(account_number = '000123456789') {
  return {
    type: 'us_bank_account',
    billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
    us_bank_account: { routing_number: '110000000', account_number },
  } satisfies Stripe.PaymentMethodCreateParams;
}
