/**
 * The types of Sources: which are still made and how each is used
 * (docs.stripe.com/sources#supported-payment-methods, docs.stripe.com/api/sources/object).
 */
import { invalidRequest, type Context } from '../server/contract';

export type SourceType =
  | 'ach_credit_transfer'
  | 'ach_debit'
  | 'acss_debit'
  | 'alipay'
  | 'au_becs_debit'
  | 'bancontact'
  | 'card'
  | 'card_present'
  | 'eps'
  | 'giropay'
  | 'ideal'
  | 'klarna'
  | 'multibanco'
  | 'p24'
  | 'sepa_credit_transfer'
  | 'sepa_debit'
  | 'sofort'
  | 'three_d_secure'
  | 'wechat';
export type SourceFlow = 'code_verification' | 'none' | 'receiver' | 'redirect';
type Usage = 'reusable' | 'single_use';

/** What is known of one type. */
export interface SourceTraits {
  /** The first is taken where none is asked for. */
  readonly flows: readonly SourceFlow[];
  readonly usages: readonly Usage[];
  /** Currencies it can be made for; any where there are none. */
  readonly currencies?: readonly string[];
  /** What must be given beside what its flow and usage ask for. */
  readonly requires?: readonly string[];
  /** Whether versions of today still make it. */
  readonly today: boolean;
}

const once = ['single_use'] as const;
const again = ['reusable'] as const;
const either = ['single_use', 'reusable'] as const;
const euro = ['eur'] as const;
const redirect = ['redirect'] as const;

/**
 * Those that are not here are in the enum and were never open to everybody, are made by a card
 * reader, or have gone with what replaced them: `refusals` says which. That `today` is so divided is
 * unconfirmed: local payment methods are announced for removal, without a list of what the pinned
 * version still makes.
 */
const traits: Readonly<Partial<Record<SourceType, SourceTraits>>> = {
  ach_credit_transfer: { flows: ['receiver'], usages: again, currencies: ['usd'], today: true },
  ach_debit: {
    flows: ['code_verification'],
    usages: again,
    currencies: ['usd'],
    requires: ['token'],
    today: true,
  },
  alipay: { flows: redirect, usages: either, today: true },
  bancontact: {
    flows: redirect,
    usages: once,
    currencies: euro,
    requires: ['owner[name]'],
    today: false,
  },
  card: { flows: ['none'], usages: ['reusable', 'single_use'], today: true },
  eps: { flows: redirect, usages: once, currencies: euro, requires: ['owner[name]'], today: false },
  giropay: {
    flows: redirect,
    usages: once,
    currencies: euro,
    requires: ['owner[name]'],
    today: false,
  },
  ideal: { flows: redirect, usages: once, currencies: euro, today: false },
  klarna: { flows: redirect, usages: once, requires: ['source_order'], today: false },
  multibanco: {
    flows: ['receiver'],
    usages: once,
    currencies: euro,
    requires: ['owner[email]', 'redirect[return_url]'],
    today: true,
  },
  p24: {
    flows: redirect,
    usages: once,
    currencies: ['eur', 'pln'],
    requires: ['owner[email]'],
    today: false,
  },
  sepa_debit: {
    flows: ['none'],
    usages: again,
    currencies: euro,
    requires: ['owner[name]', 'sepa_debit[iban]'],
    today: true,
  },
  sofort: {
    flows: redirect,
    usages: once,
    currencies: euro,
    requires: ['sofort[country]'],
    today: false,
  },
  wechat: { flows: ['none'], usages: once, today: true },
};

/** Why nobody can make the rest. Sentences unconfirmed. */
const refusals: Readonly<Partial<Record<SourceType, string>>> = {
  acss_debit: 'Sources of the type acss_debit are not available: use a PaymentMethod.',
  au_becs_debit: 'Sources of the type au_becs_debit are not available: use a PaymentMethod.',
  card_present: 'Sources of the type card_present are made by card readers only.',
  sepa_credit_transfer:
    'Sources of the type sepa_credit_transfer are not available: use a bank transfer.',
  three_d_secure:
    'Sources of the type three_d_secure are not available: 3D Secure is part of PaymentIntents.',
};

/** unconfirmed: since when; Stripe.js lost `createSource` with it (docs.stripe.com/changelog/dahlia). */
const LOCAL_METHODS_END = '2026-03-25';

/** Whether this version of the API still makes Sources of local payment methods. */
function makesLocalOnes(context: Context): boolean {
  return context.apiVersion.slice(0, LOCAL_METHODS_END.length) < LOCAL_METHODS_END;
}

/**
 * What is known of a type.
 *
 * @throws 400 for what is no type, and for one that cannot be made, or not in this version any more
 */
export function traitsOf(context: Context, type: string): SourceTraits {
  const refusal = Object.hasOwn(refusals, type) ? refusals[type as SourceType] : undefined;
  if (refusal !== undefined) throw invalidRequest(refusal, { param: 'type' });
  const found: SourceTraits | undefined = Object.hasOwn(traits, type)
    ? traits[type as SourceType]
    : undefined;
  if (!found) {
    // unconfirmed: the sentence.
    throw invalidRequest(`Invalid source type: ${type}`, { param: 'type' });
  }
  if (found.today || makesLocalOnes(context)) return found;
  throw invalidRequest(
    `Sources of the type ${type} are no longer supported in this version of the API. Use the PaymentMethods API instead: https://docs.stripe.com/payments/payment-methods/transitioning`,
    { param: 'type' },
  );
}
