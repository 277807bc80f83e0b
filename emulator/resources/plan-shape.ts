/** A Plan from the Price that it is (docs.stripe.com/api/plans/object). */
import type Stripe from 'stripe';
import { textOf, wireDecimal } from '../billing/decimals';

/** The Plan that a price was called before there were prices. */
export function planOf(price: Stripe.Price): Stripe.Plan {
  const { recurring } = price;
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal:
      price.unit_amount_decimal === null ? null : wireDecimal(textOf(price.unit_amount_decimal)),
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: recurring?.interval ?? 'month',
    interval_count: recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: price.transform_quantity,
    trial_period_days: recurring?.trial_period_days ?? null,
    usage_type: recurring?.usage_type ?? 'licensed',
  };
}
