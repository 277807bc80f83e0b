import {
  authorizeSourceThere,
  chargeInPage,
  chargeOnWrongAccount,
  createSourceThere,
  makeInBrowser,
  readChargeThere,
  readSourceThere,
} from '../../legacy/sources';
import type { Way } from '../way';

export const sourceOnAccount: Way = {
  slug: 'source-on-account',
  title: 'A Source on the account, and a direct charge',
  state: 'deprecated',
  why: 'Sources are deprecated, and those of local payment methods are being removed.',
  summary:
    'For types that cannot be cloned the Source was made on the seller’s account from the start, its owner agreed on a page of their own, and the server charged it there when the event came.',
  facts: {
    calls: '2 for each seller, and a page for the buyer each time',
    livesOn: 'The account',
    reusable: 'No',
    sca: 'The owner agrees on their own page',
    recurring: 'No',
    chooseWhen: 'Never anew: a PaymentIntent on the account does it',
  },
  file: 'lib/legacy/sources.ts',
  questions: [
    {
      name: 'where',
      label: 'Where it is made',
      options: [
        { value: 'server', label: 'On the server' },
        { value: 'browser', label: 'In the browser, by the older Stripe.js' },
      ],
    },
  ],
  steps: [
    {
      name: 'Make a Source on the account',
      says: 'With the `Stripe-Account` header, for one amount in one currency.',
      code: 'createSourceThere',
      run: createSourceThere,
      inBrowser: makeInBrowser,
    },
    {
      name: 'Let its owner agree',
      says: 'On a page of their own: agree, or fail. They come back here.',
      code: 'readSourceThere',
      run: readSourceThere,
      inBrowser: authorizeSourceThere,
    },
    {
      name: 'See that the event has charged it',
      says: 'Souk charges when `source.chargeable` comes to its Connect endpoint: a buyer may never come back.',
      code: 'readChargeThere',
      run: readChargeThere,
    },
  ],
  refusals: [
    {
      slug: 'other-account',
      name: 'Charge it on the platform',
      says: 'It lives on the account.',
      after: 1,
      code: 'chargeOnWrongAccount',
      run: chargeOnWrongAccount,
    },
    {
      slug: 'in-page',
      name: 'Charge it in the page, too',
      says: 'Who does both charges what is consumed.',
      after: 3,
      code: 'chargeInPage',
      run: chargeInPage,
    },
  ],
  sources: [{ title: 'Sources with Connect', url: 'https://docs.stripe.com/sources/connect' }],
  migrate: {
    says: 'Make a PaymentIntent on the account and let today’s Payment Element collect the method.',
    way: 'on-account-browser',
  },
};
