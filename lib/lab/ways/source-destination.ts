import {
  authorizeSource,
  chargeForDestination,
  createCardSource,
  createRedirectSource,
  readSource,
} from '../../legacy/sources';
import type { Lab, Way } from '../way';

/** The card or the redirect Source, whichever was chosen. */
export async function createChosenSource(lab: Lab) {
  return lab.choices.type === 'alipay'
    ? createRedirectSource(lab)
    : createCardSource({ ...lab, choices: { card: 'tok_visa' } });
}

export const sourceDestination: Way = {
  slug: 'source-destination-charge',
  title: 'A Source, and a destination charge',
  state: 'deprecated',
  why: 'Sources are deprecated. Destination charges themselves are not: with a PaymentIntent they are an alternative to direct ones.',
  summary:
    'The Source is made and charged on the platform, and a transfer takes the money to the seller. With a card the buyer’s statement names the platform unless `on_behalf_of` is said; refunds and disputes are the platform’s.',
  facts: {
    calls: '1 for each seller',
    livesOn: 'Platform: nothing is shared',
    reusable: 'Like the Source',
    sca: 'The platform’s country counts',
    recurring: 'On the platform',
    chooseWhen: 'The platform wants to be the merchant',
  },
  file: 'lib/legacy/sources.ts',
  questions: [
    {
      name: 'type',
      label: 'Type',
      options: [
        { value: 'card', label: 'Card: chargeable at once' },
        { value: 'alipay', label: 'Alipay: its owner agrees on a page first' },
      ],
    },
  ],
  steps: [
    {
      name: 'Make a Source on the platform',
      says: 'No `Stripe-Account`: the platform is the merchant.',
      file: 'lib/lab/ways/source-destination.ts',
      code: 'createChosenSource',
      run: createChosenSource,
    },
    {
      name: 'Let its owner agree',
      says: 'A Source of the redirect flow sends its owner away, and comes back with an answer that the server reads itself.',
      code: 'readSource',
      run: readSource,
      inBrowser: authorizeSource,
    },
    {
      name: 'Charge it, for the seller',
      says: '`transfer_data` names the seller and their part. The charge is the platform’s.',
      code: 'chargeForDestination',
      run: chargeForDestination,
    },
  ],
  refusals: [],
  sources: [
    { title: 'Sources with Connect', url: 'https://docs.stripe.com/sources/connect' },
    {
      title: 'Destination charges',
      url: 'https://docs.stripe.com/connect/destination-charges',
    },
  ],
  migrate: {
    says: 'Keep the destination charge and make it by a PaymentIntent with `transfer_data`; or move to direct charges with clone and charge.',
    way: 'clone-and-charge',
  },
};
