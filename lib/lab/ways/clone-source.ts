import {
  attachThere,
  chargeCloneThere,
  chargeUnattachedTwice,
  cloneForWrongUsage,
  cloneOfNobody,
  cloneSource,
} from '../../legacy/source-sharing';
import { attachSource, createCardSource } from '../../legacy/sources';
import type { Way } from '../way';
import { tokenQuestion } from './test-cards';

const sources = 'lib/legacy/sources.ts';

export const cloneSourceWay: Way = {
  slug: 'clone-source',
  title: 'Clone a card Source',
  state: 'deprecated',
  why: 'It is what cloning PaymentMethods replaced. Stripe does not plan to remove it for cards, and advises against building on it.',
  summary:
    'A card Source that is attached to the platform’s Customer is copied to the account by `original_source`. The copy is a Source of its own: attach it before its first charge to use it again.',
  facts: {
    calls: '2, or 3 where it is kept',
    livesOn: 'Platform; the copy on the account',
    reusable: 'The original yes; the copy when attached',
    sca: 'Nothing travels',
    recurring: 'When attached there',
    chooseWhen: 'Old code does it, and is not moved yet',
  },
  file: 'lib/legacy/source-sharing.ts',
  questions: [
    tokenQuestion,
    {
      name: 'usage',
      label: 'Usage of the copy',
      options: [
        { value: 'reusable', label: 'Reusable, like the original' },
        { value: 'single_use', label: 'Narrowed to a single use' },
      ],
    },
  ],
  steps: [
    {
      name: 'Make a card Source',
      says: 'On the platform.',
      file: sources,
      code: 'createCardSource',
      run: createCardSource,
    },
    {
      name: 'Attach it to a Customer',
      says: 'Only what a Customer has can be copied.',
      file: sources,
      code: 'attachSource',
      run: attachSource,
    },
    {
      name: 'Clone it to the seller',
      says: 'With `customer` and `original_source`, under the seller’s account.',
      code: 'cloneSource',
      run: cloneSource,
    },
    {
      name: 'Attach the copy there',
      says: 'Before its first charge, which would consume it.',
      code: 'attachThere',
      run: attachThere,
    },
    {
      name: 'Charge the copy',
      says: 'A direct charge, by the Charges API.',
      code: 'chargeCloneThere',
      run: chargeCloneThere,
    },
  ],
  refusals: [
    {
      slug: 'unattached-twice',
      name: 'Charge an unattached copy twice',
      says: 'Reusable means: once it is attached.',
      after: 2,
      code: 'chargeUnattachedTwice',
      run: chargeUnattachedTwice,
    },
    {
      slug: 'wrong-usage',
      name: 'Clone for a usage that there is not',
      says: 'It is reusable or single_use.',
      after: 2,
      code: 'cloneForWrongUsage',
      run: cloneForWrongUsage,
    },
    {
      slug: 'nobody',
      name: 'Clone without the Customer',
      says: 'Whose it is must be said.',
      after: 2,
      code: 'cloneOfNobody',
      run: cloneOfNobody,
    },
  ],
  sources: [{ title: 'Sources with Connect', url: 'https://docs.stripe.com/sources/connect' }],
  migrate: {
    says: 'Set the Source up by a SetupIntent and clone it as a PaymentMethod.',
    way: 'migration',
    choices: { card: 'src:tok_visa' },
  },
};
