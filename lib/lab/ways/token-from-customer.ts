import {
  addAnother,
  chargeCopyThere,
  createCustomerFromToken,
  createCustomerThere,
  createTokenThere,
  shareMethodAsCard,
  shareMethodsOnly,
  useTokenAgain,
} from '../../legacy/token-sharing';
import type { Way } from '../way';
import { tokenQuestion } from './test-cards';

export const tokenFromCustomer: Way = {
  slug: 'token-from-customer',
  title: 'A token from a Customer',
  state: 'legacy',
  why: 'It works for cards and bank accounts that were saved before PaymentMethods, and for those only. Stripe’s page on it is marked as deprecated.',
  summary:
    'The platform’s Customer has a card of the old kind (`card_…`). A token of it is made on the seller’s account and given to a Customer there, whose copy is then charged.',
  facts: {
    calls: '3, then 1 for each later charge',
    livesOn: 'Platform and account, as cards of Customers',
    reusable: 'The token never, the copy on the account yes',
    sca: 'Nothing travels: the bank may want the buyer at each charge',
    recurring: 'Yes, by the Customer there',
    chooseWhen: 'Old code does it, and is not moved yet',
  },
  file: 'lib/legacy/token-sharing.ts',
  questions: [
    tokenQuestion,
    {
      name: 'which',
      label: 'What to share',
      options: [
        { value: 'default', label: 'The default card' },
        { value: 'second', label: 'A second card, named by its id' },
        { value: 'bank', label: 'A bank account (sellers in the United States)' },
      ],
    },
  ],
  steps: [
    {
      name: 'Make a Customer from a token',
      says: 'As it was done before SetupIntents: `source` makes a card that belongs to the Customer.',
      code: 'createCustomerFromToken',
      run: createCustomerFromToken,
    },
    {
      name: 'Add another',
      says: 'The first one stays the default.',
      code: 'addAnother',
      run: addAnother,
    },
    {
      name: 'Make a token of it on the account',
      says: 'With `customer`, and `card` or `bank_account` where it is not the default that is meant.',
      code: 'createTokenThere',
      run: createTokenThere,
    },
    {
      name: 'Make a Customer there from the token',
      says: 'The token is used up; what it held has another id there.',
      code: 'createCustomerThere',
      run: createCustomerThere,
    },
    {
      name: 'Charge the copy there',
      says: 'A PaymentIntent takes `card_…` for a payment method, with its Customer; a bank account is charged by the Charges API.',
      code: 'chargeCopyThere',
      run: chargeCopyThere,
    },
  ],
  refusals: [
    {
      slug: 'again',
      name: 'Use the token again',
      says: 'Tokens are good for one use.',
      after: 4,
      code: 'useTokenAgain',
      run: useTokenAgain,
    },
    {
      slug: 'methods-only',
      name: 'Share a Customer who has PaymentMethods only',
      says: 'PaymentMethods are no sources: a Customer of today cannot be shared like this.',
      after: 0,
      code: 'shareMethodsOnly',
      run: shareMethodsOnly,
    },
    {
      slug: 'method-as-card',
      name: 'Name a PaymentMethod for the card',
      says: 'Only cards of the old kind can be named.',
      after: 1,
      code: 'shareMethodAsCard',
      run: shareMethodAsCard,
    },
  ],
  sources: [
    {
      title: 'Clone Customers across accounts',
      url: 'https://docs.stripe.com/connect/cloning-customers-across-accounts',
    },
  ],
  migrate: {
    says: 'Set the `card_…` up by a SetupIntent, so that its bank agrees to payments while nobody is there, and clone it.',
    way: 'migration',
    choices: { card: 'card:tok_visa' },
  },
};
