import type { Session } from './session';

/** What is sent along about keeping new details, in the API's names. */
export interface Keeping {
  /** `allow_redisplay` of the new PaymentMethod. */
  allowRedisplay?: 'always' | 'limited';
  /** `setup_future_usage` of the payment. */
  usage?: string;
}

/**
 * What the buyer's consent, or the lack of it, makes of new details
 * (docs.stripe.com/api/customer_sessions/object, `payment_method_save`). Without a CustomerSession
 * nothing is said. unconfirmed: `limited` for details that are kept without the buyer's tick.
 */
export function keepingOf({ customer, saves }: Session, consent: boolean | null): Keeping {
  if (!customer) return {};
  if (!consent) return saves ? { allowRedisplay: 'limited' } : {};
  return {
    allowRedisplay: 'always',
    ...(saves || customer.saveUsage === null ? {} : { usage: customer.saveUsage }),
  };
}
