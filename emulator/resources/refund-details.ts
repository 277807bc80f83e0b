/**
 * Where a refund goes, as far as it is known (docs.stripe.com/api/refunds/object,
 * `destination_details`): back to the card, or by transfer to the bank account.
 */
import type Stripe from 'stripe';
import { transferIn } from '../rules/bank-transfers';

type Details = Stripe.Refund.DestinationDetails;

/** How the refund of a charge looks on its way: not sent yet, sent, and named by who took it. */
export type RefundStage = { readonly is: 'waiting' | 'sent' } | { readonly reference: string };

/** The `destination_details` of a refund of this charge. */
export function destinationDetails(
  charge: Pick<Stripe.Charge, 'currency' | 'payment_method_details'> | undefined,
  stage: RefundStage,
): Details {
  if (isBank(charge)) {
    const type = transferIn(charge?.currency ?? '')?.type ?? 'us_bank_transfer';
    return {
      type,
      [type]:
        'reference' in stage
          ? { reference: stage.reference, reference_status: 'available' }
          : { reference: null, reference_status: 'pending' },
    };
  }
  const wallet = toWallet(charge);
  if (wallet) return wallet;
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

const debits = new Set(['ach_credit_transfer', 'ach_debit', 'customer_balance', 'us_bank_account']);

/** Of Sources: methods behind which there is a bank account, too. */
const viaBank = new Set([
  'bancontact',
  'eps',
  'giropay',
  'ideal',
  'multibanco',
  'p24',
  'sepa_debit',
  'sofort',
]);

type Paid = Pick<Stripe.Charge, 'payment_method_details'> | undefined;

/** Whether the money came from a bank account, debited or sent by transfer. */
export function isDebit(charge: Paid): boolean {
  return debits.has(charge?.payment_method_details?.type ?? '');
}

/** The same, or by way of a page of the buyer's bank: refunds are transfers to it. */
export function isBank(charge: Paid): boolean {
  return isDebit(charge) || viaBank.has(charge?.payment_method_details?.type ?? '');
}

/** Refunds to wallets and lenders of Sources say no more than to whom. */
function toWallet(charge: Paid): Details | undefined {
  switch (charge?.payment_method_details?.type) {
    case 'alipay':
      return { type: 'alipay', alipay: {} };
    case 'klarna':
      return { type: 'klarna', klarna: { reference: null, reference_status: null } };
    case 'wechat':
      return { type: 'wechat_pay', wechat_pay: {} };
    default:
      return undefined;
  }
}
