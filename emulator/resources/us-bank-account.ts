/**
 * Bank accounts as PaymentMethods (docs.stripe.com/payments/ach-direct-debit): from numbers, from
 * an account linked with Financial Connections, and Stripe's test ids. No account number is kept.
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import {
  testBank,
  testBankByMethod,
  testBankByNumber,
  testBankName,
  testRoutingNumber,
  type TestBank,
} from '../rules/banks/test-banks';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { SavedBank, Stored } from '../store/kinds';
import { linkedAccount, linkedIn, type Linked } from './linked-account';
import { billingDetails } from './payment-method-shape';

type HolderType = Stripe.PaymentMethod.UsBankAccount.AccountHolderType;
type AccountType = Stripe.PaymentMethod.UsBankAccount.AccountType;

/** As `payment_method_data` and `POST /v1/payment_methods` take it. */
export interface BankFields {
  account_holder_type?: HolderType;
  account_number?: string;
  account_type?: AccountType;
  financial_connections_account?: string;
  /** A session of the browser, with the account the buyer picked or typed there. */
  link_account_session?: string;
  routing_number?: string;
}

/** The parts of a request that make a new bank account. */
export interface NewBank {
  us_bank_account?: BankFields;
  billing_details?: Stripe.PaymentMethodCreateParams.BillingDetails;
  metadata?: Stripe.Emptyable<Stripe.MetadataParam>;
  allow_redisplay?: Stripe.PaymentMethod.AllowRedisplay;
}

/** What such a PaymentMethod is made of, wherever the account came from. */
export interface BankDetails {
  readonly bank: TestBank;
  readonly verified: boolean;
  readonly financialConnectionsAccount: string | null;
  readonly holderType: HolderType;
  readonly accountType: AccountType;
  readonly billing: Stripe.PaymentMethod.BillingDetails;
  readonly metadata: Stripe.Metadata;
  readonly allowRedisplay: Stripe.PaymentMethod.AllowRedisplay;
  /** That of a BankAccount, which is a PaymentMethod of the same id; a new `pm_…` otherwise. */
  readonly id?: string;
  readonly saved?: SavedBank;
}

/** One fingerprint per account; on connected accounts as with cards. */
export function bankFingerprint(context: Context, key: string): string {
  const realm = context.settings.cloneFingerprintDiffers && context.connected ? 'connected' : '';
  const hash = createHash('sha256').update(`bank ${context.platform}${realm}${key}`);
  return hash
    .digest('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 16);
}

/** Makes a PaymentMethod that belongs to nobody yet, and keeps it. */
export function putBank(context: Context, details: BankDetails): Stripe.PaymentMethod {
  const { bank } = details;
  const method = {
    id: details.id ?? context.id('pm_'),
    object: 'payment_method',
    allow_redisplay: details.allowRedisplay,
    billing_details: details.billing,
    created: context.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: details.metadata,
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type: details.holderType,
      account_type: details.accountType,
      bank_name: testBankName,
      financial_connections_account: details.financialConnectionsAccount,
      fingerprint: bankFingerprint(context, bank.key),
      last4: bank.last4,
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: testRoutingNumber,
      status_details: {},
    },
  } satisfies Stripe.PaymentMethod;
  const wire = { ...method, shared_payment_granted_token: null };
  context.records.put('payment_method', wire, {
    card: '',
    bank: {
      account: bank.key,
      verified: details.verified,
      ...(details.saved ? { saved: details.saved } : {}),
    },
    use: 'fresh',
    heldBy: null,
    setUp: null,
    gaveCvc: false,
    gavePostalCode: false,
  });
  return wire;
}

/**
 * Makes a new PaymentMethod of a test id; undefined for other ids. Those behave as verified, but for
 * the one that no micro-deposit can be sent to.
 */
export function mintBank(context: Context, id: string): Stripe.PaymentMethod | undefined {
  const bank = testBankByMethod(id);
  if (!bank) return undefined;
  return putBank(context, {
    bank,
    verified: bank.takesDeposits,
    financialConnectionsAccount: null,
    holderType: 'individual',
    accountType: 'checking',
    billing: billingDetails({ name: 'Jenny Rosen', email: 'jenny@example.com' }),
    metadata: {},
    allowRedisplay: 'unspecified',
  });
}

const forBanks = new Set([
  'allow_redisplay',
  'billing_details',
  'expand',
  'metadata',
  'radar_options',
  'type',
  'us_bank_account',
]);

/**
 * Makes a PaymentMethod of the type `us_bank_account`. `prefix` names the hash it was given in.
 *
 * @throws 400 for what is missing or does not belong there, and for other than test accounts
 */
export function createBank(
  context: Context,
  given: NewBank,
  prefix = '',
): Stored<'payment_method'> {
  const param = (name: string, ...more: string[]): string =>
    `${prefix ? `${prefix}[${name}]` : name}${more.map((part) => `[${part}]`).join('')}`;
  for (const name of Object.keys(given)) {
    if (forBanks.has(name)) continue;
    throw invalidRequest(
      `The parameter '${param(name)}' does not go with the type 'us_bank_account'.`,
      { param: param(name) },
    );
  }
  const fields = given.us_bank_account;
  if (!fields) throw missingParameter(param('us_bank_account'));
  const linked = linkedOf(context, fields, param('us_bank_account'));
  const billing = billingDetails(given.billing_details, linked?.billing);
  if (!billing.name) throw missingParameter(param('billing_details', 'name'));
  const method = putBank(context, {
    bank: linked
      ? testBank(linked.account)
      : typedBank(fields, (name) => param('us_bank_account', name)),
    verified: linked?.verified === true,
    financialConnectionsAccount: linked?.financialConnectionsAccount ?? null,
    holderType: fields.account_holder_type ?? 'individual',
    accountType: fields.account_type ?? 'checking',
    billing,
    metadata: mergeMetadata(null, given.metadata),
    allowRedisplay: given.allow_redisplay ?? 'unspecified',
  });
  return { object: method, hidden: hiddenOf(context, method.id) };
}

function hiddenOf(context: Context, id: string): Stored<'payment_method'>['hidden'] {
  const stored = context.records.get('payment_method', id);
  if (!stored) throw new Error(`PaymentMethod ${id} disappeared within a transaction`);
  return stored.hidden;
}

/** The account that was linked before; undefined where numbers are given. */
function linkedOf(context: Context, fields: BankFields, within: string): Linked | undefined {
  const { financial_connections_account: account, link_account_session: session } = fields;
  if (account !== undefined) {
    return linkedAccount(context, account, `${within}[financial_connections_account]`);
  }
  return session === undefined
    ? undefined
    : linkedIn(context, session, `${within}[link_account_session]`);
}

/**
 * The test account behind typed numbers, which are not kept.
 *
 * @throws 400 `routing_number_invalid` or `account_number_invalid` (sentences unconfirmed)
 */
export function typedBank(
  fields: { routing_number?: string; account_number?: string },
  param: (name: 'account_number' | 'routing_number') => string,
): TestBank {
  for (const name of ['routing_number', 'account_number'] as const) {
    if (!fields[name]) throw missingParameter(param(name));
  }
  const routing = (fields.routing_number ?? '').replaceAll(/[\s-]/g, '');
  if (routing !== testRoutingNumber) {
    throw invalidRequest(
      /^\d{9}$/.test(routing)
        ? `You must use a test routing number when making transfers in test mode. Try ${testRoutingNumber} or see more options at https://stripe.com/docs/testing.`
        : 'Routing number must have 9 digits',
      { code: 'routing_number_invalid', param: param('routing_number') },
    );
  }
  const bank = testBankByNumber((fields.account_number ?? '').replaceAll(/[\s-]/g, ''));
  if (bank) return bank;
  throw invalidRequest(
    'You must use a test bank account number in test mode. Try 000123456789 or see more options at https://stripe.com/docs/payments/ach-direct-debit/accept-a-payment#test-account-numbers.',
    { code: 'account_number_invalid', param: param('account_number') },
  );
}

/** Of a bank account only what it is called changes; its numbers never do. */
export function changedBank(
  before: Stripe.PaymentMethod.UsBankAccount,
  given: Stripe.PaymentMethodUpdateParams.UsBankAccount,
): Stripe.PaymentMethod.UsBankAccount {
  return {
    ...before,
    account_holder_type: given.account_holder_type ?? before.account_holder_type,
    account_type: given.account_type ?? before.account_type,
  };
}
