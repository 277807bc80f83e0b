import type { Lab, Taken, Way } from '../way';
import { cloneStep, chargeStep } from './charging';
import { customerStep, bankStep } from './saving';

/** Saves the card by the rules of the platform’s country, or by those of the seller’s. */
export async function saveCardFor({ stripe, key, choices, saved, seller }: Lab): Promise<Taken> {
  const setup = await stripe.setupIntents.create(
    {
      customer: saved('customer'),
      payment_method: choices.card,
      usage: 'off_session',
      allowed_payment_method_types: ['card'],
      use_stripe_sdk: true,
      confirm: true,
      ...(choices.rules === 'seller' ? { on_behalf_of: seller.accountId } : {}),
    },
    { idempotencyKey: key('setup') },
  );
  return { told: `${setup.id} is ${setup.status}.`, saved: { setup: setup.id } };
}

export const onBehalfOf: Way = {
  slug: 'on-behalf-of',
  title: 'Set up for another country',
  state: 'recommended',
  why: 'A platform outside Europe that sells for Europeans needs it: without it their banks decline what nobody has confirmed.',
  summary:
    'A bank in Europe wants its customer’s consent when a card is saved (SCA). A platform elsewhere does not ask for it by itself. `on_behalf_of` a European seller makes the SetupIntent follow that seller’s rules, and the charge later passes.',
  facts: {
    calls: '2 for each seller, after one set-up',
    livesOn: 'Platform',
    reusable: 'Yes',
    sca: 'Asked for once, by the seller’s country',
    recurring: 'With a Customer there',
    chooseWhen: 'The platform’s country has no SCA, and a seller’s has',
  },
  file: 'lib/lab/ways/on-behalf-of.ts',
  questions: [
    {
      name: 'rules',
      label: 'Whose rules',
      options: [
        { value: 'platform', label: 'The platform’s: without on_behalf_of' },
        { value: 'seller', label: 'The seller’s: with on_behalf_of' },
      ],
    },
    {
      name: 'card',
      label: 'Test card',
      options: [
        { value: 'pm_card_fr', label: 'French Visa: its bank is under SCA' },
        { value: 'pm_card_visa', label: 'American Visa: its bank is not' },
      ],
    },
  ],
  steps: [
    customerStep('As always.'),
    {
      name: 'Save the card, by the chosen rules',
      says: 'Choose a European seller and the French card, and compare both ways.',
      code: 'saveCardFor',
      run: saveCardFor,
    },
    bankStep(
      'With `on_behalf_of` it asks now. Without, it does not, and nobody has agreed to anything.',
    ),
    cloneStep('What was set up, or was not, goes along.'),
    chargeStep(
      'Set up by the platform’s rules, the French card is declined at a European seller: `authentication_required`.',
    ),
  ],
  refusals: [],
  sources: [
    {
      title: 'SCA for Connect platforms',
      url: 'https://docs.stripe.com/strong-customer-authentication/connect-platforms',
    },
  ],
};
