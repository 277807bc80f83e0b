/**
 * Telling the holder of an account of a debit before it happens: Stripe does, or (with
 * `mandate[notification_method]=manual`) leaves it to the merchant and says so by an event
 * (docs.stripe.com/sources/sepa-debit#notifying-customers-of-recurring-payments).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';

/** Writes `source.mandate_notification` where the merchant has to tell the holder. */
export function notifyOfDebit(context: Context, source: Stripe.Source, amount: number): void {
  const notification = context.records.get('source', source.id)?.hidden.notification;
  if (notification !== 'manual') return;
  const { sepa_debit: sepa } = source;
  const told: Stripe.SourceMandateNotification = {
    // unconfirmed: how its id begins.
    id: context.id('srcmn_'),
    object: 'source_mandate_notification',
    amount,
    created: context.now(),
    livemode: false,
    reason: 'debit_initiated',
    ...(sepa
      ? {
          sepa_debit: {
            creditor_identifier: 'GB66ZZZ6465437462',
            last4: sepa.last4 ?? '',
            mandate_reference: sepa.mandate_reference ?? '',
          },
        }
      : {}),
    source,
    status: 'pending',
    type: source.type,
  };
  context.emit('source.mandate_notification', told);
}
