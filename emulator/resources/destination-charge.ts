/**
 * Destination charges: a platform charges, and the money goes on to a connected account
 * (docs.stripe.com/connect/destination-charges).
 */
import type Stripe from 'stripe';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { onlyOne } from './parameters';
import { idOf } from './payment-method-use';
import { checkDestination, createTransfer } from './transfer-create';

type TransferData = NonNullable<Stripe.PaymentIntent['transfer_data']>;

/** As creation takes it; an update and a capture name no destination, which never changes. */
type Given = Partial<Stripe.PaymentIntentCreateParams.TransferData>;

/**
 * `transfer_data` of an intent, with what a request says of it; null when there is none.
 *
 * @throws 400 for an account that can't receive, on a connected account, and for more than the amount
 *   (some sentences unconfirmed)
 */
export function transferDataOf(
  context: Context,
  given: Given | undefined,
  before: TransferData | null,
  intent: { readonly amount: number; readonly application_fee_amount: number | null },
): TransferData | null {
  const destination = given?.destination ?? idOf(before?.destination);
  if (destination === null || destination === undefined) {
    if (given === undefined) return null;
    throw missingParameter('transfer_data[destination]');
  }
  if (given?.destination !== undefined) {
    if (context.connected) {
      throw invalidRequest(
        'A connected account cannot make destination charges: leave `transfer_data` out, or charge as the platform, without the Stripe-Account header.',
        { param: 'transfer_data[destination]' },
      );
    }
    checkDestination(context, destination, 'transfer_data[destination]');
  }
  const amount = given?.amount ?? before?.amount;
  checkShare(amount, intent);
  const metadata = mergeMetadata(before?.metadata ?? null, given?.metadata);
  const description = given?.description ?? before?.description;
  const payment = given?.payment_data ?? before?.payment_data;
  return {
    ...(amount === undefined ? {} : { amount }),
    ...(description ? { description } : {}),
    destination,
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(payment ? { payment_data: payment as NonNullable<TransferData['payment_data']> } : {}),
  };
}

function checkShare(
  amount: number | undefined,
  intent: { readonly amount: number; readonly application_fee_amount: number | null },
): void {
  if (amount === undefined) return;
  onlyOne(
    {
      'transfer_data[amount]': amount,
      application_fee_amount: intent.application_fee_amount ?? undefined,
    },
    ['application_fee_amount', 'transfer_data[amount]'],
  );
  if (amount > 0 && amount <= intent.amount) return;
  throw invalidRequest(
    amount > 0
      ? 'The transfer_data[amount] cannot be greater than the amount of the payment.'
      : 'This value must be greater than or equal to 1.',
    {
      ...(amount > 0 ? {} : { code: 'parameter_invalid_integer' }),
      param: 'transfer_data[amount]',
    },
  );
}

/** What the transfers of a destination charge are grouped by. */
export function destinationGroup(intent: Stripe.PaymentIntent): string | null {
  return intent.transfer_group ?? (intent.transfer_data ? `group_${intent.id}` : null);
}

/**
 * Sends `amount` of a settled charge on. Returns the payment on the destination, from which the
 * application fee is then taken; null when the account can no longer receive, and the platform
 * keeps the money.
 */
export function payDestination(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
): { transfer: Stripe.Transfer; destination: Context; payment: Stripe.Charge } | null {
  const intent = context.records.get('payment_intent', idOf(charge.payment_intent) ?? '')?.object;
  const { description, metadata } = intent?.transfer_data ?? {};
  const account = idOf(charge.transfer_data?.destination);
  if (account === null || !mayReceive(context, account)) return null;
  const transfer = createTransfer(
    context,
    {
      amount,
      currency: charge.currency,
      destination: account,
      source_transaction: charge.id,
      ...(description ? { description } : {}),
      ...(metadata ? { metadata } : {}),
      // Of a charge that can be captured several times the first captures go on as well.
    },
    'destination_charge',
  );
  const destination = context.as(account);
  const payment = destination.records.get('charge', idOf(transfer.destination_payment) ?? '');
  if (!payment) throw new Error(`The payment of ${transfer.id} is not there`);
  return { transfer, destination, payment: payment.object };
}

function mayReceive(context: Context, account: string): boolean {
  const found = context.as(context.platform).records.get('account', account);
  return found?.object.capabilities?.transfers === 'active' && found.hidden?.deleted !== true;
}
