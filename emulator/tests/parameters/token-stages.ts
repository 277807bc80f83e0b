import type Stripe from 'stripe';
import { send } from './send';
import type { Stage } from './stage';
import type { Opening, Theatre } from './theatre';

const number = { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' };

const bank = {
  country: 'US',
  currency: 'usd',
  account_number: '000111111116',
  routing_number: '110000000',
};

/** Personal data is read where it was used: of the account or the person that it made. */
async function openToken(theatre: Theatre, path: readonly string[]): Promise<Opening> {
  const { emulator, stripe } = theatre;
  const [first, second] = path;
  const opening = { path: '/v1/tokens', key: 'pk_test_emulator' };
  switch (first) {
    case 'account':
      return {
        ...opening,
        body: { account: second === 'business_type' ? {} : { business_type: kindOf(second) } },
        after: ({ id }) =>
          send(
            emulator,
            { path: '/v1/accounts' },
            { country: 'US', type: 'custom', account_token: String(id) },
          ),
      };
    case 'person':
      return {
        ...opening,
        after: async ({ id }) => {
          const account = await stripe.accounts.create({
            type: 'custom',
            country: 'US',
            business_type: 'company',
          });
          const where = `/v1/accounts/${account.id}/persons`;
          return send(emulator, { path: where }, { person_token: String(id) });
        },
      };
    case 'customer': {
      const { id } = await stripe.customers.create({ source: 'tok_mastercard' });
      return { path: opening.path, account: theatre.american, value: id };
    }
    case 'bank_account':
      return { ...opening, body: { bank_account: bank } };
    case 'cvc_update':
    case 'pii':
      return opening;
    default:
      return { ...opening, body: { card: number } };
  }
}

function kindOf(part: string | undefined): Stripe.AccountCreateParams.BusinessType {
  return part === 'company' ? 'company' : 'individual';
}

const given = { at: 'type' };

export const tokenStages: readonly Stage[] = [
  {
    parameters: 'TokenCreateParams',
    open: openToken,
    seenAs: {
      'account.company.tax_id': { at: 'company.tax_id_provided', as: true },
      'account.company.vat_id': { at: 'company.vat_id_provided', as: true },
      'account.individual.id_number': { at: 'individual.id_number_provided', as: true },
      'account.individual.id_number_secondary': {
        at: 'individual.id_number_secondary_provided',
        as: true,
      },
      'account.individual.ssn_last_4': { at: 'individual.ssn_last_4_provided', as: true },
      'account.tos_shown_and_accepted': { at: 'tos_acceptance.ip', as: '127.0.0.1' },
      account: '',
      'bank_account.account_number': { at: 'bank_account.last4', as: '6789' },
      'card.number': { at: 'card.last4', as: '5556' },
      customer: { at: 'card.brand', as: 'MasterCard' },
      'cvc_update.cvc': { ...given, as: 'cvc_update' },
      'person.id_number': { at: 'id_number_provided', as: true },
      'person.id_number_secondary': { at: 'id_number_secondary_provided', as: true },
      'person.ssn_last_4': { at: 'ssn_last_4_provided', as: true },
      person: '',
      'pii.id_number': { ...given, as: 'pii' },
    },
  },
];
