import type { Texts } from './texts';

/** Texts of Stripe's own Payment Element, with the curly apostrophes of 2025–26. */
export const en: Texts = {
  fields: {
    number: 'Card number',
    expiry: 'Expiration date',
    cvc: 'Security code',
    country: 'Country',
    zip: 'ZIP code',
    postalCode: 'Postal code',
    name: 'Full name',
    namePlaceholder: 'First and last name',
  },
  problems: {
    incomplete_number: 'Your card number is incomplete.',
    invalid_number: 'Your card number is invalid.',
    incomplete_expiry: 'Your card’s expiration date is incomplete.',
    invalid_expiry_month: 'Your card’s expiration month is invalid.',
    invalid_expiry_month_past: 'Your card’s expiration date is in the past.',
    invalid_expiry_year: 'Your card’s expiration year is invalid.',
    invalid_expiry_year_past: 'Your card’s expiration year is in the past.',
    incomplete_cvc: 'Your card’s security code is incomplete.',
    incomplete_zip: 'Your ZIP code is incomplete.',
    incomplete_postal_code: 'Your postal code is incomplete.',
    incomplete_name: 'Please provide your full name.',
  },
  declines: {},
  methods: {
    picker: 'Payment Methods',
    more: 'More payment methods',
    card: 'Card',
    redirect: 'After submission, you will be redirected to securely complete next steps.',
  },
  terms: {
    card: 'By providing your card information, you allow {business} to charge your card for future payments in accordance with their terms.',
    thisBusiness: 'this business',
  },
  brands: { supported: 'Supported cards include' },
  loadError: 'The payment form could not be loaded.',
  challenge: {
    title: 'Card authentication',
    close: 'Cancel authentication',
    loading: 'Connecting to your bank…',
    slow: 'Your bank’s page is taking longer than usual.',
    again: 'Try again',
  },
};
