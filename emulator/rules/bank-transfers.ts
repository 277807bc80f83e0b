/**
 * Bank transfers to a customer's cash balance: where a customer sends money, by currency
 * (docs.stripe.com/payments/bank-transfers).
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';

type Address = Stripe.FundingInstructions.BankTransfer.FinancialAddress;
type Funded = Stripe.CustomerCashBalanceTransaction.Funded.BankTransfer;

export interface BankTransfer {
  readonly type: string;
  readonly currency: string;
  /** Where the accounts are; a transfer in euros names one of several countries. */
  readonly countries: readonly string[];
  /** How addresses of this kind are asked for by name. */
  readonly addressType: string | null;
  readonly addresses: (holder: Holder) => Address[];
  /** What is told of the bank account that money came from. */
  readonly sender: Omit<Funded, 'reference' | 'type'>;
}

/** Whose account it is, and a number that is theirs alone. */
export interface Holder {
  readonly name: string;
  readonly country: string;
  /** Decimal digits that follow from the customer: the same each time. */
  readonly digits: string;
}

/** Digits that follow from `seed`. */
export function digitsOf(seed: string): string {
  const hash = createHash('sha256').update(seed).digest();
  return Array.from(hash, (byte) => String(byte % 10)).join('');
}

const sender_name = 'Jenny Rosen';

function place(country: string): Stripe.Address {
  return {
    city: country === 'US' ? 'San Francisco' : null,
    country,
    line1: country === 'US' ? '354 Oyster Point Blvd' : null,
    line2: null,
    postal_code: country === 'US' ? '94080' : null,
    state: country === 'US' ? 'CA' : null,
  };
}

function held({ name, country }: Holder) {
  return {
    account_holder_address: place(country),
    account_holder_name: name,
    bank_address: place(country),
  };
}

/** An IBAN with its right check digits (ISO 13616). */
export function ibanOf(country: string, account: string): string {
  const numbers = [...`${account}${country}00`]
    .map((character) => parseInt(character, 36))
    .join('');
  const rest = [...numbers].reduce((value, digit) => (value * 10 + Number(digit)) % 97, 0);
  return `${country}${String(98 - rest).padStart(2, '0')}${account}`;
}

const transfers: readonly BankTransfer[] = [
  {
    type: 'us_bank_transfer',
    currency: 'usd',
    countries: ['US'],
    addressType: null,
    addresses: (holder) => {
      const account = {
        ...held(holder),
        account_number: `11119${holder.digits.slice(0, 11)}`,
        account_type: 'checking',
        bank_name: 'US Test Bank',
      };
      return [
        {
          aba: { ...account, routing_number: '999999999' },
          supported_networks: ['ach', 'domestic_wire_us'],
          type: 'aba',
        },
        {
          supported_networks: ['swift'],
          swift: { ...account, swift_code: 'TESTUSXXXXX' },
          type: 'swift',
        },
      ];
    },
    sender: { us_bank_transfer: { network: 'ach', sender_name } },
  },
  {
    type: 'eu_bank_transfer',
    currency: 'eur',
    countries: ['BE', 'DE', 'ES', 'FR', 'IE', 'NL'],
    addressType: 'iban',
    addresses: (holder) => [
      {
        iban: {
          ...held(holder),
          bic: 'SOGEDEFFXXX',
          country: holder.country,
          iban: ibanOf(holder.country, holder.digits.slice(0, 18)),
        },
        supported_networks: ['sepa'],
        type: 'iban',
      },
    ],
    sender: { eu_bank_transfer: { bic: 'DEUTDEFF', iban_last4: '3000', sender_name } },
  },
  {
    type: 'gb_bank_transfer',
    currency: 'gbp',
    countries: ['GB'],
    addressType: 'sort_code',
    addresses: (holder) => [
      {
        sort_code: {
          ...held(holder),
          account_number: holder.digits.slice(0, 8),
          sort_code: '200000',
        },
        supported_networks: ['fps', 'bacs'],
        type: 'sort_code',
      },
    ],
    sender: {
      gb_bank_transfer: { account_number_last4: '2345', sender_name, sort_code: '108800' },
    },
  },
  {
    type: 'jp_bank_transfer',
    currency: 'jpy',
    countries: ['JP'],
    addressType: 'zengin',
    addresses: (holder) => [
      {
        supported_networks: ['zengin'],
        type: 'zengin',
        zengin: {
          ...held(holder),
          account_number: holder.digits.slice(0, 7),
          account_type: 'futsu',
          bank_code: '9999',
          bank_name: 'JP Test Bank',
          branch_code: '999',
          branch_name: 'Test Branch',
        },
      },
    ],
    sender: {
      jp_bank_transfer: { sender_bank: 'JP Test Bank', sender_branch: 'Test Branch', sender_name },
    },
  },
  {
    type: 'mx_bank_transfer',
    currency: 'mxn',
    countries: ['MX'],
    addressType: 'spei',
    addresses: (holder) => [
      {
        spei: {
          ...held(holder),
          bank_code: '002',
          bank_name: 'MX Test Bank',
          clabe: `002180${holder.digits.slice(0, 12)}`,
        },
        supported_networks: ['spei'],
        type: 'spei',
      },
    ],
    sender: {},
  },
];

/** The transfers of a currency; undefined where there are none. */
export function transferIn(currency: string): BankTransfer | undefined {
  return transfers.find((transfer) => transfer.currency === currency);
}
