/**
 * What travels when a bank account is shared with a connected account: that it is verified, and the
 * permission to debit it (docs.stripe.com/payments/ach-direct-debit, "PaymentMethod and mandate
 * cloning").
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { bankOf } from './bank-mandate';
import { mayDebitBanks } from './intent-types';
import { activeMandate } from './mandates';
import { change } from './payment-method-use';
import { bankFingerprint } from './us-bank-account';

type Method = Stored<'payment_method'>;

/**
 * Throws unless the platform's bank account may be shared: verified, not blocked, and both accounts
 * able to debit it. The sentence about the capability is unconfirmed.
 */
export function checkBankClonable(context: Context, original: Method): void {
  for (const one of [context.as(context.platform), context]) {
    if (mayDebitBanks(one)) continue;
    throw invalidRequest(
      `A us_bank_account PaymentMethod can only be shared between accounts that both have the capability us_bank_account_ach_payments; ${one.account} does not have it.`,
      { code: 'capability_not_active', param: 'payment_method' },
    );
  }
  if (bankOf(original).verified) return;
  throw invalidRequest(
    'Your Connect platform is attempting to share an unverified bank account with a connected account.',
    { code: 'bank_account_unverified', param: 'payment_method' },
  );
}

/**
 * Gives the clone what it brings along. A mandate that was given on behalf of one account is no
 * permission for another. unconfirmed: that the linked account, which is the platform's, is not
 * shown on the clone.
 */
export function cloneBank(
  context: Context,
  original: Method,
  clone: Stripe.PaymentMethod,
): Stripe.PaymentMethod {
  const given = activeMandate(context.as(context.platform), original.object.id);
  const forThis = given?.on_behalf_of === undefined || given.on_behalf_of === context.account;
  if (given && forThis) {
    const { on_behalf_of: _, ...terms } = given;
    const mandate = { ...terms, id: context.id('mandate_'), payment_method: clone.id };
    context.records.put('mandate', mandate, null);
  }
  const bank = clone.us_bank_account;
  if (!bank) return clone;
  const fingerprint = bankFingerprint(context, bankOf(original).account);
  const shown = { ...bank, financial_connections_account: null, fingerprint };
  return change(context, clone.id, { us_bank_account: shown }).object;
}
