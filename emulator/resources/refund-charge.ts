/**
 * Which charge a refund is for, and whether it may be refunded
 * (docs.stripe.com/api/refunds/create).
 */
import type Stripe from 'stripe';
import { inMajorUnits } from '../rules/money';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import { checkPositive } from './ledger';
import { idOf } from './payment-method-use';

type Given = Pick<Stripe.RefundCreateParams, 'charge' | 'payment_intent'>;

/** The charge named by its id or its PaymentIntent's. Throws as Stripe when it can't be refunded. */
export function chargeToRefund(context: Context, given: Given): Stripe.Charge {
  const charge = namedCharge(context, given);
  const intent = idOf(charge.payment_intent);
  const canceled =
    intent !== null && context.records.get('payment_intent', intent)?.object.status === 'canceled';
  // A debit that is under way can be given back already, once it has come.
  const refundable = charge.status === 'succeeded' || charge.status === 'pending';
  if (!refundable || canceled) throw nothingToRefund(intent, charge.id);
  if (charge.source_transfer !== null) {
    // unconfirmed: Stripe gives such a payment back by reversing its transfer.
    throw invalidRequest(
      `${charge.id} is the payment of a transfer. Reverse ${idOf(charge.source_transfer) ?? ''} on the platform instead.`,
      { code: 'charge_not_refundable', validation: false },
    );
  }
  // Without a PaymentIntent to cancel, a refund releases the hold.
  if (!charge.captured && charge.amount_captured === 0 && intent !== null) {
    throw invalidRequest(
      `This uncaptured Charge was created by a PaymentIntent (${intent ?? ''}). You must cancel the PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method`,
    );
  }
  if (charge.disputed && !everyDisputeAllows(context, charge.id)) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  return charge;
}

function namedCharge(context: Context, given: Given): Stripe.Charge {
  const { charge, payment_intent } = given;
  if (charge === undefined && payment_intent === undefined) {
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
      { validation: true },
    );
  }
  const byId = charge === undefined ? undefined : context.records.get('charge', charge)?.object;
  if (charge !== undefined && !byId) throw noSuch('charge', charge, 'id', 404);
  if (payment_intent === undefined) return byId as Stripe.Charge;
  const intent = context.records.get('payment_intent', payment_intent)?.object;
  if (!intent) throw noSuch('payment_intent', payment_intent, 'payment_intent', 404);
  const latest = idOf(intent.latest_charge);
  const paid = latest === null ? undefined : context.records.get('charge', latest)?.object;
  if (!paid) throw nothingToRefund(intent.id, null);
  if (byId && byId.id !== paid.id) {
    throw invalidRequest(
      `Charge ${byId.id} does not belong to the PaymentIntent ${intent.id} you supplied.`,
      { param: 'charge' },
    );
  }
  return paid;
}

function nothingToRefund(intent: string | null, charge: string | null): Error {
  return invalidRequest(
    intent === null
      ? `Charge ${charge ?? ''} did not succeed and cannot be refunded.`
      : `This PaymentIntent (${intent}) does not have a successful charge to refund.`,
    { validation: false },
  );
}

/** A lost or open chargeback has taken the money already; an inquiry or a won dispute has not. */
function everyDisputeAllows(context: Context, charge: string): boolean {
  return context.records
    .where('dispute', 'charge', charge)
    .every(({ object }) => object.is_charge_refundable);
}

/**
 * What is refunded when `asked` is left out: all that is left of what was captured. Throws when it is
 * too much.
 */
export function amountToRefund(charge: Stripe.Charge, asked: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  if (asked === undefined) return left;
  checkPositive(asked);
  if (asked <= left) return asked;
  const money = (value: number): string => inMajorUnits(value, charge.currency);
  throw invalidRequest(
    charge.amount_refunded === 0
      ? `Refund amount (${money(asked)}) is greater than charge amount (${money(left)})`
      : `Refund amount (${money(asked)}) is greater than unrefunded amount on charge (${money(left)})`,
    { param: 'amount', validation: false },
  );
}
