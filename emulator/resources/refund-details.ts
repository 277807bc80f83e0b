/**
 * Where a refund goes, as far as it is known (docs.stripe.com/api/refunds/object,
 * `destination_details`): back to the card, or by transfer to the bank account.
 */
import type Stripe from 'stripe';

type Details = Stripe.Refund.DestinationDetails;

/** How the refund of a charge looks on its way: not sent yet, sent, and named by who took it. */
export type RefundStage = { readonly is: 'waiting' | 'sent' } | { readonly reference: string };

/** The `destination_details` of a refund of this charge. */
export function destinationDetails(
  charge: Pick<Stripe.Charge, 'payment_method_details'> | undefined,
  stage: RefundStage,
): Details {
  if (isBank(charge)) {
    return {
      type: 'us_bank_transfer',
      us_bank_transfer:
        'reference' in stage
          ? { reference: stage.reference, reference_status: 'available' }
          : { reference: null, reference_status: 'pending' },
    };
  }
  if ('reference' in stage) {
    return {
      card: {
        reference: stage.reference,
        reference_status: 'available',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    };
  }
  return stage.is === 'waiting'
    ? { card: { type: 'pending' }, type: 'card' }
    : {
        card: {
          reference_status: 'pending',
          reference_type: 'acquirer_reference_number',
          type: 'refund',
        },
        type: 'card',
      };
}

/** Whether it was a bank account that was charged. */
export function isBank(charge: Pick<Stripe.Charge, 'payment_method_details'> | undefined): boolean {
  return charge?.payment_method_details?.type === 'us_bank_account';
}
