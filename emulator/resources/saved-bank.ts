/**
 * The BankAccount object of a Customer (docs.stripe.com/api/customer_bank_accounts): an account of
 * the US that can be debited once the customer has told two small sums
 * (docs.stripe.com/ach-deprecated#manually-collecting-and-verifying-bank-accounts). It is a
 * PaymentMethod of the same id.
 */
import type Stripe from 'stripe';
import { judgeAmounts } from '../rules/banks/deposits';
import { testBank as testBankRow } from '../rules/banks/test-banks';
import { invalidRequest, missingParameter, StripeError, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { BankHidden, SavedBank, Stored } from '../store/kinds';
import { testBank } from './bank-account';
import { bankOf } from './bank-mandate';
import { billingDetails } from './payment-method-shape';
import { change } from './payment-method-use';
import type { BankFields } from './token-contents';
import { useToken } from './token-use';
import { putBank } from './us-bank-account';

type Method = Stored<'payment_method'>;
type HolderType = Stripe.PaymentMethod.UsBankAccount.AccountHolderType;

/** unconfirmed: after how many wrong answers Stripe gives up; newer bank accounts have ten. */
const mostFailures = 10;

/** A token or test name of a bank account. */
export function isBankToken(token: string): boolean {
  return token.startsWith('btok_');
}

/**
 * Uses up a token of a bank account. The BankAccount belongs to nobody yet.
 *
 * @throws 400 for unknown and used tokens, and for accounts that are not in the US
 */
export function bankOfToken(
  context: Context,
  token: string,
  metadata: Stripe.Emptyable<Stripe.MetadataParam> | undefined,
): Method {
  const named = testBank(token);
  const made = named ? undefined : context.records.get('token', token)?.object;
  const contents = named
    ? { bank: named, verified: token === 'btok_us_verified' }
    : useToken(context, token, 'bank_account', 'source');
  const { bank } = contents;
  if (bank.country !== 'US' || bank.currency !== 'usd') {
    // unconfirmed: the sentence. That only accounts of the US are debited is documented.
    throw invalidRequest(
      `Bank accounts of customers must be in the US and in US dollars; this one is in ${bank.country} and ${bank.currency}.`,
      { param: 'source' },
    );
  }
  const method = putBank(context, {
    id: made?.bank_account?.id ?? context.id('ba_'),
    bank: testBankRow(bank.account ?? 'success'),
    verified: contents.verified === true,
    financialConnectionsAccount: null,
    ...told(bank),
    billing: billingDetails(bank.holder === null ? undefined : { name: bank.holder }),
    metadata: mergeMetadata(null, metadata),
    allowRedisplay: 'unspecified',
    saved: { holderType: bank.holderType, accountType: bank.accountType, failures: 0 },
  });
  const stored = context.records.get('payment_method', method.id);
  if (!stored) throw new Error(`The bank account ${method.id} was not kept`);
  return stored;
}

/** As a PaymentMethod it is an individual's checking account, unless told otherwise. */
function told(bank: Pick<BankFields, 'holderType' | 'accountType'>): {
  holderType: HolderType;
  accountType: Stripe.PaymentMethod.UsBankAccount.AccountType;
} {
  return {
    holderType: bank.holderType === 'company' ? 'company' : 'individual',
    accountType: bank.accountType === 'savings' ? 'savings' : 'checking',
  };
}

const nothingSaid: SavedBank = { holderType: null, accountType: null, failures: 0 };

function statusOf({ verified, saved = nothingSaid }: BankHidden): string {
  if (verified) return 'verified';
  return saved.failures >= mostFailures ? 'verification_failed' : 'new';
}

/** The BankAccount that the PaymentMethod of the same id shows to the older API. */
export function bankAccountOf(method: Method): Stripe.BankAccount {
  const { id, billing_details: billing, customer, metadata, us_bank_account } = method.object;
  const bank = bankOf(method);
  const { holderType, accountType } = bank.saved ?? nothingSaid;
  return {
    id,
    object: 'bank_account',
    account_holder_name: billing.name,
    account_holder_type: holderType,
    account_type: accountType,
    bank_name: us_bank_account?.bank_name ?? null,
    country: 'US',
    currency: 'usd',
    customer,
    fingerprint: us_bank_account?.fingerprint ?? null,
    last4: us_bank_account?.last4 ?? '',
    metadata,
    routing_number: us_bank_account?.routing_number ?? null,
    status: statusOf(bank),
  };
}

/**
 * Takes the two sums that the customer has seen on the statement: 32 and 45 in test mode.
 *
 * @throws 402 `bank_account_verification_failed` for others, which are counted; 400 for an account
 *   that is verified, or can no longer be
 */
export function verifyBank(
  context: Context,
  method: Method,
  amounts: readonly number[] | undefined,
): Method {
  const bank = bankOf(method);
  const saved = bank.saved ?? nothingSaid;
  if (amounts === undefined) throw missingParameter('amounts');
  if (bank.verified) {
    // unconfirmed: the sentence.
    throw invalidRequest('This bank account has already been verified.');
  }
  if (saved.failures >= mostFailures) {
    // unconfirmed: the sentence.
    throw failed('You have exceeded the number of allowed verification attempts.');
  }
  if (amounts.length !== 2) {
    throw invalidRequest('You must provide exactly two microdeposit amounts.', {
      param: 'amounts',
    });
  }
  if (judgeAmounts(amounts) === 'verified') {
    return change(context, method.object.id, {}, { bank: { ...bank, verified: true } });
  }
  const counted = { ...saved, failures: saved.failures + 1 };
  change(context, method.object.id, {}, { bank: { ...bank, saved: counted } });
  throw failed('The amounts provided do not match the amounts that were sent to the bank account.');
}

/** The wrong answer is remembered. */
function failed(message: string): StripeError {
  return new StripeError(
    402,
    { type: 'invalid_request_error', code: 'bank_account_verification_failed', message },
    true,
  );
}

/** `account_holder_name` and `account_holder_type` after an update; the account never changes. */
export function changeBank(
  context: Context,
  method: Method,
  given: Pick<
    Stripe.CustomerUpdateSourceParams,
    'account_holder_name' | 'account_holder_type' | 'metadata'
  >,
): Method {
  const bank = bankOf(method);
  const { billing_details: billing, metadata } = method.object;
  const { account_holder_name: name, account_holder_type: type } = given;
  const saved = { ...(bank.saved ?? nothingSaid), ...(type ? { holderType: type } : {}) };
  return change(
    context,
    method.object.id,
    {
      billing_details: billingDetails(name === undefined ? undefined : { name }, billing),
      metadata: mergeMetadata(metadata, given.metadata),
    },
    { bank: { ...bank, saved } },
  );
}
