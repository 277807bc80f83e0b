/**
 * Early fraud warnings: the network says that a payment may be disputed, before it is
 * (docs.stripe.com/api/radar/early_fraud_warnings). They come with a test card's payment.
 */
import type Stripe from 'stripe';
import { testCard } from '../rules/test-cards';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { idOf } from './payment-method-use';

type Warning = Stripe.Radar.EarlyFraudWarning;

/** Writes the warning that the charge's test card brings with it; nothing for the other cards. */
export function warnEarly(context: Context, charge: Stripe.Charge): void {
  const method = context.records.get('payment_method', charge.payment_method ?? '');
  if (!method || testCard(method.hidden.card).dispute !== 'warning') return;
  const intent = idOf(charge.payment_intent);
  const warning: Warning = {
    id: context.id('issfr_'),
    object: 'radar.early_fraud_warning',
    actionable: true,
    charge: charge.id,
    created: context.now(),
    fraud_type: 'misc',
    livemode: false,
    ...(intent === null ? {} : { payment_intent: intent }),
  };
  context.records.put('early_fraud_warning', warning, null);
  context.emit('radar.early_fraud_warning.created', warning);
}

/** Once a charge is refunded whole, nothing is left to be done about its warnings. */
export function answerWarnings(context: Context, charge: Stripe.Charge): void {
  if (!charge.refunded) return;
  const warnings = context.records.where('early_fraud_warning', 'charge', charge.id);
  for (const { object: before } of warnings) {
    if (!before.actionable) continue;
    const after: Warning = { ...before, actionable: false };
    context.records.put('early_fraud_warning', after);
    context.emit('radar.early_fraud_warning.updated', after, { actionable: true });
  }
}

export const earlyFraudWarnings: Resource = {
  object: 'radar.early_fraud_warning',
  expandable: { charge: 'charge', payment_intent: 'payment_intent' },
  routes: [
    route(
      'GET',
      '/v1/radar/early_fraud_warnings',
      'RadarEarlyFraudWarningListParams',
      (context, parameters) => {
        const { charge, payment_intent } = parameters;
        const url = '/v1/radar/early_fraud_warnings';
        const by = { charge, payment_intent };
        return context.page('early_fraud_warning', parameters, url, undefined, by);
      },
    ),
    route(
      'GET',
      '/v1/radar/early_fraud_warnings/:id',
      'RadarEarlyFraudWarningRetrieveParams',
      (context, _, path) => {
        const found = context.records.get('early_fraud_warning', path.id ?? '');
        if (!found) throw noSuch('early_fraud_warning', path.id ?? '', 'early_fraud_warning', 404);
        return found.object;
      },
    ),
  ],
};
