import type { Question } from '../way';

/** Test cards as the tokens of old. https://docs.stripe.com/testing?testing-method=tokens */
export const tokenQuestion: Question = {
  name: 'card',
  label: 'Test card',
  options: [
    { value: 'tok_visa', label: 'Visa 4242: always pays' },
    { value: 'tok_amex', label: 'American Express 0005: always pays' },
    { value: 'tok_chargeCustomerFail', label: '0341: can be saved, and declines each charge' },
  ],
};
