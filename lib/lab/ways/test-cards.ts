import type { Question } from '../way';

/** Stripe's own test cards, by the names that servers may use for them. https://docs.stripe.com/testing */
export const cardQuestion: Question = {
  name: 'card',
  label: 'Test card',
  options: [
    { value: 'pm_card_visa', label: 'Visa 4242: always pays' },
    { value: 'pm_card_mastercard', label: 'Mastercard 4444: always pays' },
    { value: 'pm_card_amex', label: 'American Express 0005: always pays' },
    {
      value: 'pm_card_authenticationRequiredOnSetup',
      label: '3155: the bank asks once, when it is saved',
    },
    {
      value: 'pm_card_authenticationRequired',
      label: '3184: the bank asks at every payment',
    },
    {
      value: 'pm_card_chargeCustomerFail',
      label: '0341: can be saved, and declines each charge',
    },
  ],
};
