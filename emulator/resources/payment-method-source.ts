/**
 * Where PaymentMethods come from: stored ids, Stripe's magic test ids, tokens, and card fields
 * typed into a frame of Stripe.js.
 */
import type Stripe from 'stripe';
import { cardRefused } from '../rules/declines';
import { passesLuhn } from '../rules/luhn';
import {
  testCard,
  testCardByMethod,
  testCardByNumber,
  testCardByToken,
  type TestCard,
} from '../rules/test-cards';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  StripeError,
  type Context,
} from '../server/contract';
import type { Stored } from '../store/kinds';
import { mergeMetadata } from '../server/metadata';
import { createBalanceMethod } from './balance-method';
import { checkEmail } from './parameters';
import { billingDetails, putCard, type CardDetails } from './payment-method-shape';
import { useToken } from './token-use';
import { createBank, mintBank, type BankFields } from './us-bank-account';

export interface CardFields {
  number?: string;
  exp_month?: number;
  exp_year?: number;
  cvc?: string;
  token?: string;
  networks?: { preferred?: string };
}

/** The parts of `payment_method_data` and of `POST /v1/payment_methods` that make a new one. */
export interface NewMethod {
  type?: string;
  card?: CardFields;
  us_bank_account?: BankFields;
  billing_details?: Stripe.PaymentMethodCreateParams.BillingDetails;
  metadata?: Stripe.Emptyable<Stripe.MetadataParam>;
  allow_redisplay?: Stripe.PaymentMethod.AllowRedisplay;
  radar_options?: { session?: string };
}

/** Of the parameters that make a new card, those that say nothing of the card itself. */
function besideCard(
  given: NewMethod,
): Pick<CardDetails, 'metadata' | 'allowRedisplay' | 'preferredNetwork' | 'radarSession'> {
  return {
    metadata: mergeMetadata(null, given.metadata),
    allowRedisplay: given.allow_redisplay ?? 'unspecified',
    preferredNetwork: given.card?.networks?.preferred ?? null,
    radarSession: given.radar_options?.session ?? null,
  };
}

/** What Stripe's test ids and tokens hold: this month, next year. */
export function testExpiry(context: Context): Pick<CardDetails, 'expMonth' | 'expYear'> {
  const today = new Date(context.now() * 1000);
  return { expMonth: today.getUTCMonth() + 1, expYear: today.getUTCFullYear() + 1 };
}

/** What a test id or token holds, at every use anew. */
function mint(context: Context, card: TestCard, given: NewMethod = {}): Stripe.PaymentMethod {
  const { line1, postalCode } = card.checks;
  return putCard(context, {
    card,
    ...testExpiry(context),
    gaveCvc: true,
    // Those whose address checks end in anything but a pass come with an address to check.
    gaveAddress: line1 !== 'pass' || postalCode !== 'pass',
    billing: billingDetails(given.billing_details),
    ...besideCard(given),
  });
}

/**
 * Finds a PaymentMethod of the context's account. `pm_card_…` and `pm_usBankAccount_…` ids make a
 * new one at every use
 * (docs.stripe.com/testing). Throws `No such PaymentMethod` with 404 for an id in the path and 400
 * for one in the body, and Stripe's longer text for a platform's id used on a connected account.
 */
export function findMethod(
  context: Context,
  id: string,
  where: 'path' | 'body' = 'body',
): Stored<'payment_method'> {
  const card = testCardByMethod(id);
  const minted = card ? mint(context, card) : mintBank(context, id);
  const stored = context.records.get('payment_method', minted?.id ?? id);
  if (stored) return stored;
  if (where === 'path') throw noSuch('PaymentMethod', id, 'payment_method', 404);
  const source = context.records.get('source', id)?.object;
  if (source) {
    // unconfirmed: that no other is taken, and the sentence.
    throw invalidRequest(
      `The source ${id} of the type ${source.type} cannot be used as a PaymentMethod; only card sources can. Charge it with POST /v1/charges.`,
      { param: 'payment_method' },
    );
  }
  if (context.connected && context.as(context.platform).records.get('payment_method', id)) {
    throw invalidRequest(
      `No such PaymentMethod: '${id}'; OAuth key or Stripe-Account header was used but API request was provided with a platform-owned payment method ID. Please ensure that the provided payment method matches the specified account.`,
      { code: 'resource_missing', param: 'payment_method' },
    );
  }
  throw noSuch('PaymentMethod', id, 'payment_method', 400);
}

/** What `payment_method_data` and `POST /v1/payment_methods` may hold for a card. */
const forCards = new Set([
  'allow_redisplay',
  'billing_details',
  'card',
  'metadata',
  'radar_options',
  'type',
]);

/**
 * Makes a PaymentMethod of a token, of card fields, or of a bank account.
 *
 * @throws 400 for other types and what belongs to them, 402 for wrong card fields
 */
export function createMethod(
  context: Context,
  given: NewMethod,
  prefix = '',
): Stored<'payment_method'> {
  const param = (name: string): string => (prefix ? `${prefix}[${name}]` : name);
  if (given.type === undefined) {
    throw missingParameter(param('type'));
  }
  checkEmail(given.billing_details?.email, param('billing_details') + '[email]');
  if (given.type === 'us_bank_account') return createBank(context, given, prefix);
  if (given.type === 'customer_balance') return createBalanceMethod(context, given);
  if (given.type !== 'card') {
    throw invalidRequest(
      `The payment method type '${given.type}' is not supported by this emulator yet; it knows card, us_bank_account and customer_balance.`,
      { param: param('type') },
    );
  }
  for (const name of Object.keys(given)) {
    if (forCards.has(name) || name === 'expand') continue;
    throw invalidRequest(`The parameter '${param(name)}' does not go with the type 'card'.`, {
      param: param(name),
    });
  }
  if (!given.card) {
    throw missingParameter(param('card'));
  }
  const method =
    given.card.token === undefined
      ? fromFields(context, given.card, given)
      : fromToken(context, given.card.token, given);
  return findMethod(context, method.id);
}

function fromToken(context: Context, token: string, given: NewMethod): Stripe.PaymentMethod {
  const card = testCardByToken(token);
  if (card) return mint(context, card, given);
  // Names that look like a test token's but are not published have a sentence of their own.
  if (!/^tok_1\w{20,}$/.test(token)) {
    throw invalidRequest(`Invalid token id: ${token}`, { param: 'token' });
  }
  const made = useToken(context, token, 'card', 'card[token]');
  return putCard(context, {
    card: testCard(made.card),
    expMonth: made.expMonth,
    expYear: made.expYear,
    gaveCvc: made.gaveCvc,
    billing: billingDetails(given.billing_details, made.billing),
    ...besideCard(given),
    preferredNetwork: given.card?.networks?.preferred ?? made.network ?? null,
    setUp: made.setUp ?? null,
  });
}

function fromFields(context: Context, fields: CardFields, given: NewMethod): Stripe.PaymentMethod {
  checkMaySendNumber(context);
  const card = checkFields(context, fields);
  return putCard(context, {
    card,
    expMonth: fields.exp_month ?? 0,
    expYear: fourDigits(fields.exp_year ?? 0),
    gaveCvc: Boolean(fields.cvc),
    billing: billingDetails(given.billing_details),
    ...besideCard(given),
  });
}

/** Throws the 402 of a server that sends a card number, unless that is switched on; browsers may. */
export function checkMaySendNumber(context: Context): void {
  if (context.key !== 'secret' || context.settings.rawCardData) return;
  throw new StripeError(402, {
    type: 'card_error',
    message:
      'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest ' +
      'you use test tokens that map to the test card you are using, see ' +
      'https://stripe.com/docs/testing. To enable testing raw card data APIs, see ' +
      'https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.',
  });
}

export function fourDigits(year: number): number {
  return year < 100 ? 2000 + year : year;
}

/** Throws the 402 of a month that isn't one or a date that is past (docs.stripe.com/testing#invalid-data). */
export function checkExpiry(context: Context, month: number, year: number): void {
  const today = new Date(context.now() * 1000);
  const past = year === today.getUTCFullYear() && month < today.getUTCMonth() + 1;
  if (month < 1 || month > 12 || past) {
    throw wrong('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
  if (year < today.getUTCFullYear() || year > today.getUTCFullYear() + 50) {
    throw wrong('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
}

/** Throws the 402 of a security code with too many or too few digits. */
export function checkCvc(card: TestCard, cvc: string): void {
  const digits = card.brand === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/;
  if (!digits.test(cvc)) throw wrong('invalid_cvc', "Your card's security code is invalid.", 'cvc');
}

function wrong(code: string, message: string, param: string): StripeError {
  return cardRefused({ code, message, param });
}

/** The card behind the number, which is not kept. Throws the 402 of a wrong field. */
export function checkFields(context: Context, fields: CardFields): TestCard {
  const number = (fields.number ?? '').replaceAll(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    throw wrong('incorrect_number', 'Your card number is incorrect.', 'number');
  }
  const card = testCardByNumber(number);
  if (!card) {
    throw cardRefused({
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
      message:
        'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    });
  }
  checkExpiry(context, fields.exp_month ?? 0, fourDigits(fields.exp_year ?? 0));
  if (fields.cvc) checkCvc(card, fields.cvc);
  return card;
}
