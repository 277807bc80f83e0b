/**
 * Tokens of what a platform's Customer has saved, for a connected account to use once
 * (docs.stripe.com/connect/cloning-customers-across-accounts). Legacy: PaymentMethods are shared
 * today. A Customer who has nothing but PaymentMethods cannot be shared in this way.
 */
import type Stripe from 'stripe';
import { cardRefused, declines } from '../rules/declines';
import { invalidRequest, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { bankOf } from './bank-mandate';
import { cardOf } from './legacy-card';
import { bankAccountOf } from './saved-bank';
import { findCustomer, idOf, seen } from './payment-method-use';
import type { BankToken, CardToken } from './token-contents';

type Method = Stored<'payment_method'>;

/** What a copied card or bank account is, for the token and for the use of it. */
export type Copied =
  | { readonly contents: CardToken; readonly shown: { readonly card: Stripe.Card } }
  | { readonly contents: BankToken; readonly shown: { readonly bank_account: Stripe.BankAccount } };

/**
 * Copies the chosen card or bank account of a platform's Customer, or the default one, to the
 * context's connected account. The original is not changed.
 *
 * @throws 404 for an unknown Customer, card or bank account; 400 for a Customer without one, a
 *   default that is a Source, and a bank account that is not verified; 402 for an expired card
 */
export function copySaved(
  context: Context,
  { customer: id, card, bank_account }: Stripe.TokenCreateParams,
): Copied {
  if (context.key === 'publishable') {
    throw invalidRequest('Customers can only be shared with a secret key.', {
      code: 'secret_key_required',
      status: 403,
    });
  }
  if (!context.connected) {
    // unconfirmed: the sentence. That it is done on the connected account is documented.
    throw invalidRequest(
      'You must authenticate as a connected account, with the Stripe-Account header, to create a token from a customer of your platform.',
      { param: 'customer' },
    );
  }
  if (id === undefined) {
    // unconfirmed: the sentence.
    throw invalidRequest('You must provide the customer that the card or bank account is of.', {
      code: 'parameter_missing',
      param: 'customer',
    });
  }
  if (typeof card === 'object' || typeof bank_account === 'object') {
    // unconfirmed: the sentence.
    throw invalidRequest(
      'With a customer, give the ID of a card or bank account that the customer has.',
      { param: typeof card === 'object' ? 'card' : 'bank_account' },
    );
  }
  const platform = context.as(context.platform);
  const customer = findCustomer(platform, id);
  const method =
    typeof card === 'string'
      ? named(platform, customer, { id: card, noun: 'card' })
      : typeof bank_account === 'string'
        ? named(platform, customer, { id: bank_account, noun: 'bank_account' })
        : defaultOf(platform, customer);
  return method.object.type === 'card'
    ? copyCard(context, platform, method)
    : copyBank(context, method);
}

function named(
  platform: Context,
  { id: customer }: Stripe.Customer,
  { id, noun }: { readonly id: string; readonly noun: 'card' | 'bank_account' },
): Method {
  const method = platform.records.get('payment_method', id);
  const fits = id.startsWith(noun === 'card' ? 'card_' : 'ba_');
  if (method && fits && idOf(method.object.customer) === customer) return method;
  // unconfirmed: the code and the status.
  throw invalidRequest(
    `Customer ${customer} does not have ${noun === 'card' ? 'card' : 'bank account'} with ID ${id}`,
    { code: 'resource_missing', param: noun, status: 404 },
  );
}

function defaultOf(platform: Context, customer: Stripe.Customer): Method {
  const id = idOf(customer.default_source);
  if (id !== null && platform.records.get('source', id)) {
    throw invalidRequest(
      'You provided a customer without specifying a source. The default source of the customer is a source and cannot be shared from existing customers.',
      { validation: false },
    );
  }
  const method = id === null ? undefined : platform.records.get('payment_method', id);
  if (method) return method;
  throw invalidRequest('The customer must have an active payment source attached.', {
    validation: false,
  });
}

function copyCard(context: Context, platform: Context, method: Method): Copied {
  // unconfirmed: Stripe's answer to sharing a card that has expired.
  if (seen(platform, method).expired) throw cardRefused(declines.expiredCard);
  const { billing_details: billing, card: details } = method.object;
  const { card, gaveCvc, setUp } = method.hidden;
  const network = details?.networks?.preferred;
  const { customer: _, ...shown } = cardOf(method.object);
  return {
    contents: {
      type: 'card',
      card,
      expMonth: shown.exp_month,
      expYear: shown.exp_year,
      gaveCvc,
      billing,
      ...(network ? { network } : {}),
      ...(setUp ? { setUp } : {}),
    },
    shown: { card: { ...shown, id: context.id('card_'), metadata: {} } },
  };
}

function copyBank(context: Context, method: Method): Copied {
  const { account, verified } = bankOf(method);
  if (!verified) {
    // The code is documented (docs.stripe.com/error-codes#bank-account-unverified), the sentence is
    // unconfirmed.
    throw invalidRequest(
      `The bank account ${method.object.id} must be verified before it can be shared.`,
      { code: 'bank_account_unverified', param: 'bank_account' },
    );
  }
  const { customer: _, ...shown } = bankAccountOf(method);
  return {
    contents: {
      type: 'bank_account',
      verified,
      bank: {
        country: shown.country,
        currency: shown.currency,
        last4: shown.last4,
        routing: shown.routing_number,
        holder: shown.account_holder_name,
        holderType: shown.account_holder_type,
        accountType: shown.account_type,
        fingerprint: shown.fingerprint ?? '',
        account,
      },
    },
    shown: { bank_account: { ...shown, id: context.id('ba_'), metadata: {} } },
  };
}
