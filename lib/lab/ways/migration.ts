import { createOldCustomer, makeDefault, setUpOldCard } from '../../legacy/migration';
import type { Way } from '../way';
import { cloneStep, chargeStep } from './charging';
import { bankStep } from './saving';

export const migration: Way = {
  slug: 'migration',
  title: 'From an old card to a cloned one',
  state: 'recommended',
  why: 'Stripe ends its support for making cards and Sources. Those that are saved can be brought along without asking for their numbers again.',
  summary:
    'A `card_…` or a card `src_…` is set up by a SetupIntent, like a card of today, and then cloned to sellers. `npm run migrate-cards` does it for a list of Customers, with a dry run and a report.',
  facts: {
    calls: '1 or 2 for each old card, once; then 2 for each seller',
    livesOn: 'Platform',
    reusable: 'Yes',
    sca: 'Asked for once; some banks want to see the buyer',
    recurring: 'With a Customer there',
    chooseWhen: 'Customers have cards from before PaymentMethods',
  },
  file: 'lib/legacy/migration.ts',
  questions: [
    {
      name: 'card',
      label: 'What is saved',
      options: [
        { value: 'card:tok_visa', label: 'A card (card_…)' },
        { value: 'src:tok_visa', label: 'A card Source (src_…)' },
        {
          value: 'card:tok_threeDSecure2Required',
          label: 'A card whose bank wants to see its buyer',
        },
      ],
    },
  ],
  steps: [
    {
      name: 'Make a Customer of the old kind',
      says: 'As they were made with tokens.',
      code: 'createOldCustomer',
      run: createOldCustomer,
    },
    {
      name: 'Set the old card up',
      says: 'A SetupIntent takes the old id for a payment method.',
      code: 'setUpOldCard',
      run: setUpOldCard,
    },
    bankStep('Where a bank wants to see its buyer, the command names them in its report.'),
    {
      name: 'Make it the default',
      says: 'What was the `default_source` becomes the default payment method.',
      code: 'makeDefault',
      run: makeDefault,
    },
    cloneStep(
      'From here on it is a saved method like any other. Stripe does not document this for `card_…`; Open Food Network has done it since 2020.',
    ),
    chargeStep('While the buyer is away.'),
  ],
  refusals: [],
  sources: [
    {
      title: 'Migrate from the legacy Cards and Sources APIs',
      url: 'https://docs.stripe.com/payments/payment-methods/migrate-from-legacy-cards-sources',
    },
  ],
};
