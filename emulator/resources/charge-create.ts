/**
 * Charges without a PaymentIntent (docs.stripe.com/api/charges/create): as they were made before
 * there were any. Nobody is asked for 3D Secure, so a card that wants it is declined.
 */
import type Stripe from 'stripe';
import { askIssuer } from '../rules/charge-card';
import { holdSeconds } from '../rules/extended-holds';
import { declineBody, declines, type Decline } from '../rules/declines';
import { missingParameter, StripeError, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { ordinary } from './card-confirmation';
import { putCharge, type ChargeResult } from './charge-shape';
import { chargedSource, checkCapturesAtOnce, type ChargedCard } from './charge-source';
import { openDisputes } from './dispute-open';
import { checkOnBehalfOf } from './intent-options';
import { cardOf } from './legacy-card';
import { checkMayCharge, merchantCountry } from './merchant';
import { checkEmail, onlyOne } from './parameters';
import { newIntent } from './payment-intent-shape';
import { change, checkedCard, idOf, seen } from './payment-method-use';
import { settle } from './settlement';
import { chargeBank, chargeSource, withoutIntent } from './source-charge';

type Given = Stripe.ChargeCreateParams;

/**
 * Takes or holds money of a card, or takes it of another source: of a token, of what a Customer has
 * saved, or of a Source.
 *
 * @throws 402 for a declined card, keeping the failed charge, which the error names; 400 for what
 *   can't be charged
 */
export function createCharge(context: Context, given: Given): Stripe.Charge {
  const parameters = ofToday(given);
  checkEmail(parameters.receipt_email, 'receipt_email');
  checkOnBehalfOf(context, parameters.on_behalf_of);
  const draft = draftOf(context, parameters);
  const charged = chargedSource(context, parameters, draft);
  checkMayCharge(context);
  if (charged.kind !== 'card') {
    checkCapturesAtOnce(parameters.capture, charged);
    return charged.kind === 'bank'
      ? chargeBank(context, draft, charged.method)
      : chargeSource(context, draft, charged.source);
  }
  return chargeCard(context, draft, charged, parameters);
}

function chargeCard(
  context: Context,
  draft: Stripe.PaymentIntent,
  charged: ChargedCard,
  parameters: Given,
): Stripe.Charge {
  const capture = parameters.capture !== false;
  const result = ask(context, draft, charged, capture, parameters.radar_options?.session);
  const { id } = charged.method.object;
  const method = change(
    context,
    id,
    checkedCard(charged.method),
    charged.keeps ? {} : { use: 'consumed' },
  );
  const charge = keep(context, draft, method, result);
  if (result.kind === 'declined') {
    context.emit('charge.failed', charge);
    throw new StripeError(402, { ...declineBody(result.decline), charge: charge.id }, true);
  }
  const booked = settle(context, charge.id);
  context.emit('charge.succeeded', booked);
  if (capture) openDisputes(context, booked);
  else context.schedule(holdSeconds * 1000, 'expire_charge', { charge: charge.id });
  return context.records.get('charge', charge.id)?.object ?? booked;
}

/** The older names of two parameters mean what their newer ones do. */
function ofToday(given: Given): Given {
  const { application_fee: fee, destination, ...rest } = given;
  onlyOne({ ...given }, ['application_fee', 'application_fee_amount']);
  onlyOne({ ...given }, ['destination', 'transfer_data']);
  const { account, amount } = destination ?? {};
  return {
    ...rest,
    ...(fee === undefined ? {} : { application_fee_amount: fee }),
    ...(account === undefined
      ? {}
      : { transfer_data: { destination: account, ...(amount === undefined ? {} : { amount }) } }),
  };
}

/** What the charge says, checked and put together as for a PaymentIntent, which is not kept. */
function draftOf(context: Context, given: Given): Stripe.PaymentIntent {
  const { amount, currency, statement_descriptor, statement_descriptor_suffix } = given;
  for (const [param, value] of Object.entries({ amount, currency })) {
    if (value !== undefined) continue;
    throw missingParameter(param);
  }
  // Of a card charge the whole descriptor is taken for the suffix where there is none.
  const suffix = statement_descriptor_suffix ?? statement_descriptor;
  const { customer, description, metadata, on_behalf_of, receipt_email } = given;
  const { application_fee_amount, shipping, transfer_data, transfer_group } = given;
  return newIntent(context, {
    amount: amount ?? 0,
    currency: currency ?? '',
    ...(application_fee_amount === undefined ? {} : { application_fee_amount }),
    ...(customer === undefined ? {} : { customer }),
    ...(description === undefined ? {} : { description }),
    ...(metadata === undefined ? {} : { metadata: metadata || {} }),
    ...(on_behalf_of === undefined ? {} : { on_behalf_of }),
    ...(receipt_email === undefined ? {} : { receipt_email }),
    ...(shipping === undefined ? {} : { shipping: shippingOf(shipping) }),
    ...(suffix === undefined ? {} : { statement_descriptor_suffix: suffix }),
    ...(transfer_data === undefined ? {} : { transfer_data }),
    ...(transfer_group === undefined ? {} : { transfer_group }),
    // Nothing is switched off for those who name no PaymentMethods.
    ...{ payment_method_types: ['card'] },
  });
}

function shippingOf(
  given: NonNullable<Given['shipping']>,
): Stripe.PaymentIntentCreateParams.Shipping {
  return given as Stripe.PaymentIntentCreateParams.Shipping;
}

function ask(
  context: Context,
  draft: Stripe.PaymentIntent,
  { method }: ChargedCard,
  capture: boolean,
  radarSession: string | undefined,
): ChargeResult {
  const answer = askIssuer(seen(context, method), {
    purpose: 'payment',
    session: 'off',
    merchantCountry: merchantCountry(context, idOf(draft.on_behalf_of)),
    requested: 'automatic',
    authenticated: false,
    moto: false,
    imported: false,
  });
  const agreed = radarSession === undefined ? {} : { radarSession };
  const about = { agreed, card: ordinary, threeDSecure: null } as const;
  const declined = (decline: Decline): ChargeResult => ({ ...about, kind: 'declined', decline });
  switch (answer.kind) {
    case 'approved':
      return { ...about, kind: 'paid', capture };
    case 'declined':
      return declined(answer.decline);
    case 'authentication_required':
    case 'challenge':
      return declined(declines.authenticationRequired);
  }
}

/** The charge, which shows its Card or Source and names no PaymentIntent. */
function keep(
  context: Context,
  draft: Stripe.PaymentIntent,
  method: Stored<'payment_method'>,
  result: ChargeResult,
): Stripe.Charge {
  const made = putCharge(context, draft, method, result);
  const { id } = method.object;
  const source = context.records.get('source', id)?.object ?? cardOf(method.object);
  const charge = { ...made, ...withoutIntent(made, draft), source };
  context.records.put('charge', charge);
  return charge;
}
