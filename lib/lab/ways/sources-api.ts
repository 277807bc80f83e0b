import {
  attachSource,
  chargeDetached,
  chargeSource,
  createCardSource,
  createGoneType,
  detachSource,
  updateSource,
} from '../../legacy/sources';
import type { Way } from '../way';
import { tokenQuestion } from './legacy-questions';

export const sourcesApi: Way = {
  slug: 'sources',
  title: 'The Sources API',
  state: 'deprecated',
  why: 'PaymentMethods have taken its place. Stripe removes Sources of local payment methods; only card Sources are to stay.',
  summary:
    'A Source is a way to pay with a life of its own: `pending`, `chargeable`, `consumed`, `failed` or `canceled`. Attached to a Customer a reusable one stays; let go of, it is consumed.',
  facts: {
    calls: '2 for the first charge, 1 for each later one',
    livesOn: 'Where it was made',
    reusable: 'When it is `reusable` and attached',
    sca: 'None of its own',
    recurring: 'When attached',
    chooseWhen: 'Never anew',
  },
  file: 'lib/legacy/sources.ts',
  questions: [tokenQuestion],
  steps: [
    {
      name: 'Make a card Source',
      says: 'A card needs no page of its owner’s (`flow` is none), and is chargeable at once.',
      code: 'createCardSource',
      run: createCardSource,
    },
    {
      name: 'Change its metadata and owner',
      says: 'Little else of a Source can be changed.',
      code: 'updateSource',
      run: updateSource,
    },
    {
      name: 'Attach it to a Customer',
      says: 'From now on it can be charged again and again.',
      code: 'attachSource',
      run: attachSource,
    },
    {
      name: 'Charge it',
      says: 'By the Charges API, naming Customer and Source.',
      code: 'chargeSource',
      run: chargeSource,
    },
    {
      name: 'Detach it',
      says: 'That consumes it, for good.',
      code: 'detachSource',
      run: detachSource,
    },
  ],
  refusals: [
    {
      slug: 'detached',
      name: 'Charge it after it was detached',
      says: 'What was let go of is consumed.',
      after: 5,
      code: 'chargeDetached',
      run: chargeDetached,
    },
    {
      slug: 'gone',
      name: 'Make a Source of a type that is gone',
      says: 'Sofort is closed; other local methods follow.',
      after: 0,
      code: 'createGoneType',
      run: createGoneType,
    },
  ],
  sources: [{ title: 'Sources', url: 'https://docs.stripe.com/api/sources' }],
  migrate:
    'Set the card Source up by a SetupIntent, so that its bank agrees to payments while nobody is there, and clone it: see the last way of the lab.',
};
