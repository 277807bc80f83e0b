import type { Words } from '../language/words';

/**
 * Stripe copies these types of saved methods to connected accounts, and no others.
 * https://docs.stripe.com/connect/direct-charges-multiple-accounts
 */
const clonable: ReadonlySet<string> = new Set(['card', 'us_bank_account']);

/** True of a type that can be copied to a seller's account, so that it can pay there. */
export function isClonable(type: string): boolean {
  return clonable.has(type);
}

const names: Readonly<Record<string, string>> = {
  amazon_pay: 'Amazon Pay',
  bancontact: 'Bancontact',
  cashapp: 'Cash App Pay',
  ideal: 'iDEAL',
  klarna: 'Klarna',
  link: 'Link',
  paypal: 'PayPal',
  revolut_pay: 'Revolut Pay',
};

/** Those that are no names but words. */
const told = [
  'acss_debit',
  'au_becs_debit',
  'bacs_debit',
  'sepa_debit',
  'us_bank_account',
] as const;

/** A type that is no card, for people, e.g. `Link`; null for a card and for an unknown type. */
export function methodTypeName(type: string, t: Words<'cards'>): string | null {
  const word = told.find((one) => one === type);
  return word ? t(word) : (names[type] ?? null);
}

/** Why a method of this type cannot pay here, and what to do; null when it can. */
export function whyNotClonable(type: string, t: Words<'cards'>): string | null {
  if (isClonable(type)) return null;
  return t('notClonable', { name: methodTypeName(type, t) ?? t('thisMethod') });
}

/** True where a method of this type can pay in this currency. */
export const paysIn = (type: string, currency: string): boolean =>
  type !== 'us_bank_account' || currency.toLowerCase() === 'usd';

/** True of a type whose money can be held before it is taken. */
export const canBeHeld = (type: string): boolean => type === 'card';

/** True of a type that can pay what comes again and again. */
export const paysPlans = (type: string): boolean => type === 'card';

/**
 * Why a method of this type cannot pay in this currency, and what to do; null when it can. Money is
 * taken from US bank accounts in US dollars alone.
 * https://docs.stripe.com/payments/ach-direct-debit
 */
export function whyNotInCurrency(type: string, currency: string): string | null {
  if (paysIn(type, currency)) return null;
  return 'A US bank account pays in US dollars only. Choose a card for this seller.';
}

/**
 * Why money of a method of this type cannot be held before it is taken, and what to do; null when it
 * can. https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export function whyNotHeld(type: string): string | null {
  if (canBeHeld(type)) return null;
  return 'Money on a bank account cannot be held, so all or nothing needs cards.';
}

/** Said where all or nothing is asked for, or looked for, with a plan in the cart. */
export const plansNotHeld =
  'A plan begins with a payment or a trial, which cannot be held: so this is for goods alone.';

/**
 * Why a plan cannot be paid with a method of this type, and what to do; null when it can. Stripe debits
 * bank accounts for subscriptions, too, but only under a mandate of each seller's own, which a copy does
 * not bring along: unconfirmed, so it is not offered.
 */
export function whyNotForPlan(type: string): string | null {
  if (paysPlans(type)) return null;
  return 'A plan is paid by card: a bank account cannot be copied for payments that come again. Choose a card for this seller.';
}
