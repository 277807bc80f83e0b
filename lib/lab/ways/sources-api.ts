import {
  awaitOwner,
  chargeEnded,
  chargeTypedSource,
  createClosedType,
  createGoneType,
  createTypedSource,
  endSource,
  keepSource,
  updateSource,
  visitOwnersPage,
} from '../../legacy/source-life';
import type { Way } from '../way';

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
  file: 'lib/legacy/source-life.ts',
  questions: [
    {
      name: 'type',
      label: 'Type',
      options: [
        { value: 'card', label: 'Card: no flow, chargeable at once' },
        { value: 'sepa_debit', label: 'SEPA debit: no flow, a mandate' },
        { value: 'alipay', label: 'Alipay: redirect to a page' },
        { value: 'wechat', label: 'WeChat Pay: agreed in an app' },
        { value: 'ach_credit_transfer', label: 'ACH credit transfer: receiver of money' },
        { value: 'multibanco', label: 'Multibanco: receiver, for one payment' },
        { value: 'ach_debit', label: 'ACH debit: code verification' },
        { value: 'bancontact', label: 'Bancontact: gone today, made by version 2024-06-20' },
      ],
    },
  ],
  steps: [
    {
      name: 'Make a Source',
      says: 'Its type decides the `flow`: what its owner has to do before it is `chargeable`.',
      code: 'createTypedSource',
      run: createTypedSource,
    },
    {
      name: 'Change its metadata and owner',
      says: 'Little else of a Source can be changed.',
      code: 'updateSource',
      run: updateSource,
    },
    {
      name: 'Let its owner do their part',
      says: 'Nothing, a page to agree on, money to send, or two sums to tell. What they did is read at Stripe.',
      code: 'awaitOwner',
      run: awaitOwner,
      inBrowser: visitOwnersPage,
    },
    {
      name: 'Keep it for a Customer',
      says: 'A reusable one can be charged again and again when it is attached before.',
      code: 'keepSource',
      run: keepSource,
    },
    {
      name: 'Charge it',
      says: 'By the Charges API, naming the Source, and its Customer where it has one.',
      code: 'chargeTypedSource',
      run: chargeTypedSource,
    },
    {
      name: 'End it',
      says: 'One for a single use is consumed by its charge, a kept one when it is let go of.',
      code: 'endSource',
      run: endSource,
    },
  ],
  refusals: [
    {
      slug: 'ended',
      name: 'Charge it after it has ended',
      says: 'What is consumed stays so.',
      after: 6,
      code: 'chargeEnded',
      run: chargeEnded,
    },
    {
      slug: 'gone',
      name: 'Make a Source of a type that is gone',
      says: 'Sofort is closed; other local methods follow.',
      after: 0,
      code: 'createGoneType',
      run: createGoneType,
    },
    {
      slug: 'closed',
      name: 'Make a Source for 3D Secure',
      says: 'It is in the list of types, and part of PaymentIntents today.',
      after: 0,
      code: 'createClosedType',
      run: createClosedType,
    },
  ],
  sources: [{ title: 'Sources', url: 'https://docs.stripe.com/api/sources' }],
  migrate: {
    says: 'Set the card Source up by a SetupIntent, so that its bank agrees to payments while nobody is there, and clone it.',
    way: 'migration',
    choices: { card: 'src:tok_visa' },
  },
};
