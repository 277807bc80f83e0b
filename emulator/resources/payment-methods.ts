/**
 * PaymentMethods (docs.stripe.com/api/payment_methods).
 */
import type Stripe from 'stripe';
import { invalidRequest, route, type Context, type Resource } from '../server/contract';
import type { Stored } from '../store/kinds';
import { displayBrand, networksOf } from './card-networks';
import { tellChange } from './changes';
import { mergeMetadata } from '../server/metadata';
import { endMandates } from './mandates';
import { checkEmail, linkedBank, refuseUnsupported } from './parameters';
import { cloneMethod } from './payment-method-clone';
import { billingDetails, methodAnswer } from './payment-method-shape';
import {
  checkExpiry,
  createMethod,
  findMethod,
  fourDigits,
  type NewMethod,
} from './payment-method-source';
import { attach, change, findCustomer, idOf } from './payment-method-use';
import { clearDefaults } from './saved-sources';
import { changedBank } from './us-bank-account';

function create(context: Context, parameters: Stripe.PaymentMethodCreateParams): object {
  const { payment_method } = parameters;
  if (payment_method !== undefined) {
    if (context.key === 'publishable') {
      throw invalidRequest('PaymentMethods can only be shared with a secret key.', {
        code: 'secret_key_required',
        status: 403,
      });
    }
    return cloneMethod(context, { ...parameters, payment_method });
  }
  if (parameters.customer !== undefined) {
    throw invalidRequest(
      'You cannot attach a PaymentMethod to a Customer during PaymentMethod creation. Please instead create the PaymentMethod and then attach it using the attachment method of the PaymentMethods API.',
    );
  }
  const { object } = createMethod(context, parameters as NewMethod);
  return methodAnswer(context, object);
}

/** Changes what may be changed of a PaymentMethod that a customer has. */
export function update(
  context: Context,
  parameters: Stripe.PaymentMethodUpdateParams,
  id: string,
): Stripe.PaymentMethod {
  checkEmail(parameters.billing_details?.email, 'billing_details[email]');
  const { object: before } = findMethod(context, id, 'path');
  if (before.customer === null) {
    throw invalidRequest(
      'You must save this PaymentMethod to a customer before you can update it.',
    );
  }
  const { card, us_bank_account: bank } = parameters;
  const billing = billingDetails(parameters.billing_details, before.billing_details);
  const { object: after } = change(
    context,
    before.id,
    {
      metadata: mergeMetadata(before.metadata, parameters.metadata),
      billing_details: billing,
      ...(parameters.allow_redisplay ? { allow_redisplay: parameters.allow_redisplay } : {}),
      ...(card && before.card ? { card: changedCard(context, before.card, card) } : {}),
      ...(bank && before.us_bank_account
        ? { us_bank_account: changedBank(before.us_bank_account, bank) }
        : {}),
    },
    billing.address?.postal_code ? { gavePostalCode: true } : {},
  );
  tellChange(context, 'payment_method.updated', before, after);
  return after;
}

/** Of a card only the expiry and the preferred network change; the number never does. */
function changedCard(
  context: Context,
  before: Stripe.PaymentMethod.Card,
  given: Stripe.PaymentMethodUpdateParams.Card,
): Stripe.PaymentMethod.Card {
  const { networks } = given;
  const exp_month = given.exp_month ?? before.exp_month;
  const exp_year = given.exp_year === undefined ? before.exp_year : fourDigits(given.exp_year);
  if (given.exp_month !== undefined || given.exp_year !== undefined) {
    checkExpiry(context, exp_month, exp_year);
  }
  const chosen = networks
    ? networksOf(before.networks?.available ?? [], networks.preferred)
    : before.networks;
  return {
    ...before,
    display_brand: displayBrand({ brand: before.brand, networks: chosen }),
    exp_month,
    exp_year,
    networks: chosen,
  };
}

function attachTo(
  context: Context,
  parameters: Stripe.PaymentMethodAttachParams,
  id: string,
): Stripe.PaymentMethod {
  refuseUnsupported({ ...parameters }, ['customer_account']);
  if (parameters.customer === undefined) {
    throw invalidRequest('Must provide customer or customer_account.', {
      code: 'parameter_missing',
    });
  }
  const method = findMethod(context, id, 'path');
  if (method.object.type === 'customer_balance') {
    // unconfirmed: the sentence. That it cannot be saved is documented
    // (docs.stripe.com/payments/bank-transfers).
    throw invalidRequest(
      'PaymentMethods of the type customer_balance cannot be saved to customers.',
    );
  }
  const customer = findCustomer(context, parameters.customer);
  return attach(context, method, customer.id).object;
}

/** Takes a PaymentMethod from its customer, for good. */
export function detach(context: Context, id: string): Stripe.PaymentMethod {
  const { object: before } = findMethod(context, id, 'path');
  const customer = idOf(before.customer);
  if (customer === null) {
    throw invalidRequest(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    );
  }
  const { object: after } = change(context, before.id, { customer: null }, { use: 'consumed' });
  endMandates(context, before.id);
  clearDefaults(context, customer, before.id);
  context.emit('payment_method.detached', after, { customer });
  return after;
}

/** A customer's attached PaymentMethods, newest first. */
export function methodsOf(
  context: Context,
  customer: string,
  filter: { type?: string; allow_redisplay?: string },
): Stripe.PaymentMethod[] {
  const matches = ({ object }: Stored<'payment_method'>): boolean =>
    (filter.type === undefined || object.type === filter.type) &&
    (filter.allow_redisplay === undefined || object.allow_redisplay === filter.allow_redisplay);
  return context.records
    .where('payment_method', 'customer', customer)
    .filter(matches)
    .map(({ object }) => object);
}

export const paymentMethods: Resource = {
  object: 'payment_method',
  expandable: { customer: 'customer' },
  routes: [
    route('POST', '/v1/payment_methods', 'PaymentMethodCreateParams', create, {
      access: 'any',
      also: linkedBank,
    }),
    route('GET', '/v1/payment_methods', 'PaymentMethodListParams', (context, parameters) => {
      refuseUnsupported({ ...parameters }, ['customer_account']);
      // Without a customer Stripe lists none: PaymentMethods that belong to nobody are never listed.
      const rows =
        parameters.customer === undefined
          ? []
          : methodsOf(context, findCustomer(context, parameters.customer).id, parameters);
      return context.list(rows, parameters, '/v1/payment_methods');
    }),
    route(
      'GET',
      '/v1/payment_methods/:id',
      'PaymentMethodRetrieveParams',
      (context, _, path) => findMethod(context, path.id ?? '', 'path').object,
    ),
    route('POST', '/v1/payment_methods/:id', 'PaymentMethodUpdateParams', (context, given, path) =>
      update(context, given, path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/payment_methods/:id/attach',
      'PaymentMethodAttachParams',
      (context, given, path) => attachTo(context, given, path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/payment_methods/:id/detach',
      'PaymentMethodDetachParams',
      (context, _, path) => detach(context, path.id ?? ''),
    ),
  ],
};
