import type Stripe from 'stripe';

/** A French maker, told completely: the account may charge at once. */
export const complete: Stripe.AccountCreateParams = {
  type: 'custom',
  country: 'FR',
  business_type: 'individual',
  business_profile: { mcc: '5999', url: 'https://atelier.example', name: 'Atelier' },
  capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  external_account: {
    object: 'bank_account',
    country: 'FR',
    currency: 'eur',
    account_number: 'FR1420041010050500013M02606',
  },
  individual: {
    first_name: 'Jeanne',
    last_name: 'Dupont',
    email: 'jeanne@example.com',
    phone: '0000000000',
    dob: { day: 1, month: 1, year: 1902 },
    address: { line1: 'address_full_match', city: 'Paris', postal_code: '75001', country: 'FR' },
  },
  tos_acceptance: { date: 1_700_000_000, ip: '127.0.0.1' },
};

/** An American company without its people. */
export const company: Stripe.AccountCreateParams = {
  type: 'custom',
  country: 'US',
  business_type: 'company',
  business_profile: { mcc: '5999', url: 'https://workshop.example', name: 'Workshop' },
  capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  external_account: 'btok_us_verified',
  company: {
    name: 'Workshop Inc.',
    phone: '0000000000',
    tax_id: '000000000',
    address: { line1: 'address_full_match', city: 'Asheville', postal_code: '28801', state: 'NC' },
    owners_provided: true,
  },
  tos_acceptance: { date: 1_700_000_000, ip: '127.0.0.1' },
};

export const representative: Stripe.AccountCreatePersonParams = {
  first_name: 'Jane',
  last_name: 'Diaz',
  email: 'jane@example.com',
  phone: '0000000000',
  dob: { day: 1, month: 1, year: 1901 },
  address: { line1: 'address_full_match', city: 'Asheville', postal_code: '28801', state: 'NC' },
  ssn_last_4: '0000',
  relationship: { representative: true, title: 'CEO' },
};
