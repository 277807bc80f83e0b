/**
 * The bank accounts and debit cards that pay an Account out
 * (docs.stripe.com/api/external_accounts). They are kept within their Account.
 */
import type Stripe from 'stripe';
import { testCard, testCardByToken } from '../rules/test-cards';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { bankFields, newBankAccount, testBank, type GivenBank } from './bank-account';
import { newCard } from './legacy-card';
import { billingDetails } from './payment-method-shape';
import { checkFields, checkMaySendNumber, fourDigits } from './payment-method-source';
import type { BankFields, CardToken } from './token-contents';
import { useToken } from './token-use';

/** A token, or the bank account or card itself. */
export type GivenExternalAccount = string | object;

type Metadata = Stripe.Emptyable<Stripe.MetadataParam>;

function bankRequirements(): Stripe.BankAccount.Requirements {
  return { currently_due: [], errors: [], past_due: [], pending_verification: [] };
}

function ofBank(
  context: Context,
  account: Stripe.Account,
  bank: BankFields,
  metadata: Metadata | undefined,
): Stripe.BankAccount {
  return {
    ...newBankAccount(context, bank),
    account: account.id,
    available_payout_methods: ['standard'],
    default_for_currency: false,
    future_requirements: bankRequirements(),
    metadata: mergeMetadata(null, metadata),
    requirements: bankRequirements(),
  };
}

/** Only debit cards can be paid out to. */
function ofCard(
  context: Context,
  account: Stripe.Account,
  contents: CardToken,
  currency: string | undefined,
  metadata: Metadata | undefined,
): Stripe.Card {
  if (testCard(contents.card).funding === 'credit') {
    throw invalidRequest(
      'Your card is not supported. Please use a debit card as an external account.',
      { code: 'invalid_card_type', param: 'external_account' },
    );
  }
  return {
    ...newCard(context, contents),
    account: account.id,
    available_payout_methods: ['standard', 'instant'],
    currency: (currency ?? account.default_currency ?? 'usd').toLowerCase(),
    default_for_currency: false,
    metadata: mergeMetadata(null, metadata),
    status: 'new',
  };
}

function ofToken(
  context: Context,
  account: Stripe.Account,
  token: string,
  options: { currency?: string | undefined; metadata?: Metadata | undefined },
): Stripe.ExternalAccount {
  const bank = testBank(token);
  if (bank) return ofBank(context, account, bank, options.metadata);
  const card = testCardByToken(token);
  if (card) {
    const today = new Date(context.now() * 1000);
    const contents: CardToken = {
      type: 'card',
      card: card.key,
      expMonth: today.getUTCMonth() + 1,
      expYear: today.getUTCFullYear() + 1,
      gaveCvc: true,
      billing: billingDetails(undefined),
    };
    return ofCard(context, account, contents, options.currency, options.metadata);
  }
  // A token is made on the platform, or on the account itself.
  const home = context.records.get('token', token) ? context : context.as(context.platform);
  if (token.startsWith('tok_')) {
    const contents = useToken(home, token, 'card', 'external_account');
    return ofCard(context, account, contents, options.currency, options.metadata);
  }
  const contents = useToken(home, token, 'bank_account', 'external_account');
  return ofBank(context, account, contents.bank, options.metadata);
}

interface GivenHash extends GivenBank {
  readonly object?: string;
  readonly token?: string;
  readonly number?: string;
  readonly cvc?: string;
  readonly exp_month?: number;
  readonly exp_year?: number;
  readonly name?: string;
  readonly metadata?: Metadata;
}

/**
 * Makes an external account of what was given; the account does not have it yet. `context` acts on
 * the account.
 *
 * @throws 400 for unknown and used tokens, wrong bank numbers and credit cards, 402 for a card
 *   number that a server sends
 */
export function newExternalAccount(
  context: Context,
  account: Stripe.Account,
  given: GivenExternalAccount,
  metadata?: Metadata,
): Stripe.ExternalAccount {
  if (typeof given === 'string') return ofToken(context, account, given, { metadata });
  const hash = given as GivenHash;
  const kept = metadata ?? hash.metadata;
  if (hash.token !== undefined) {
    return ofToken(context, account, hash.token, { currency: hash.currency, metadata: kept });
  }
  if (hash.object === 'card') {
    checkMaySendNumber(context);
    const { number = '', exp_month = 0, exp_year = 0, cvc = '' } = hash;
    const { key } = checkFields(context, { number, exp_month, exp_year, cvc });
    const contents: CardToken = {
      type: 'card',
      card: key,
      expMonth: exp_month,
      expYear: fourDigits(exp_year),
      gaveCvc: cvc !== '',
      billing: billingDetails(hash.name === undefined ? undefined : { name: hash.name }),
    };
    return ofCard(context, account, contents, hash.currency, kept);
  }
  return ofBank(context, account, bankFields(hash, 'external_account', account), kept);
}

/** The account's external accounts, oldest first. */
export function externalAccountsOf(account: Stripe.Account): Stripe.ExternalAccount[] {
  return account.external_accounts?.data ?? [];
}

/** The embedded list of an account, made of `data`. */
export function externalList(
  account: Stripe.Account,
  data: Stripe.ExternalAccount[],
): Stripe.ApiList<Stripe.ExternalAccount> {
  return {
    object: 'list',
    data,
    has_more: false,
    total_count: data.length,
    url: `/v1/accounts/${account.id}/external_accounts`,
  } as Stripe.ApiList<Stripe.ExternalAccount>;
}

/** `external_account` of an update: the new default of its currency, in place of the old one. */
export function replaceDefault(
  context: Context,
  account: Stripe.Account,
  made: Stripe.ExternalAccount,
): Stripe.ApiList<Stripe.ExternalAccount> {
  const replaced = externalAccountsOf(account).find(
    (other) => other.currency === made.currency && other.default_for_currency,
  );
  const after = { ...made, default_for_currency: true };
  context.emit('account.external_account.created', after);
  if (replaced) context.emit('account.external_account.deleted', replaced);
  return externalList(account, [
    ...externalAccountsOf(account).filter((other) => other !== replaced),
    after,
  ]);
}
