/** The bank account of a Source of the type `ach_debit`, which is made of a token. */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { testBank } from './bank-account';
import { useToken } from './token-use';

/**
 * Uses up a token of a bank account.
 *
 * @throws 400 for unknown and used tokens
 */
export function bankHash(context: Context, token: string): Pick<Stripe.Source, 'ach_debit'> {
  const bank = testBank(token) ?? useToken(context, token, 'bank_account', 'token').bank;
  if (bank.country !== 'US') {
    // unconfirmed: the sentence.
    throw invalidRequest(
      `Only bank accounts in the US can be debited; this one is in ${bank.country}.`,
      {
        param: 'token',
      },
    );
  }
  return {
    ach_debit: {
      bank_name: 'STRIPE TEST BANK',
      country: bank.country,
      fingerprint: bank.fingerprint,
      last4: bank.last4,
      routing_number: bank.routing,
      type: bank.holderType,
    },
  };
}
