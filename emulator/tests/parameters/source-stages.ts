import type { Stage } from './stage';
import type { Opening, Theatre } from './theatre';

const card = { type: 'card', token: 'tok_visa' };

const alipay = {
  type: 'alipay',
  amount: 1099,
  currency: 'usd',
  redirect: { return_url: 'https://shop.example/there' },
};

const transfer = { type: 'ach_credit_transfer', currency: 'usd' };

/** Each is asked of a type that has it. */
async function openSource({ stripe, jenny, american }: Theatre, path: readonly string[]) {
  const opening: Opening = { path: '/v1/sources' };
  switch (path[0]) {
    case 'customer':
    case 'original_source': {
      const made = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
      return {
        ...opening,
        account: american,
        body: path[0] === 'customer' ? { original_source: made.id } : { customer: jenny },
        value: path[0] === 'customer' ? jenny : made.id,
      };
    }
    case 'flow':
      return { ...opening, body: transfer, value: 'receiver' };
    case 'receiver':
      return { ...opening, body: transfer, value: 'manual' };
    case 'token':
      return { ...opening, body: { type: 'card' }, value: 'tok_mastercard' };
    case 'type':
      return { ...opening, body: { token: 'tok_visa' }, value: 'card' };
    case 'amount':
    case 'currency':
    case 'redirect':
      return { ...opening, body: alipay };
    case 'usage':
      return { ...opening, body: card, value: 'single_use' };
    default:
      return { ...opening, body: card };
  }
}

export const sourceStages: readonly Stage[] = [
  {
    parameters: 'SourceCreateParams',
    open: openSource,
    seenAs: {
      customer: { at: 'card.last4', as: '4242' },
      original_source: { at: 'card.last4', as: '4242' },
      token: { at: 'card.brand', as: 'MasterCard' },
    },
  },
  {
    parameters: 'SourceUpdateParams',
    open: async ({ stripe }) => {
      const { id } = await stripe.sources.create(alipay);
      return { path: `/v1/sources/${id}` };
    },
  },
  {
    parameters: 'CustomerCreateSourceParams',
    open: ({ jenny }, [first]) => ({
      path: `/v1/customers/${jenny}/sources`,
      ...(first === 'source' ? { value: 'tok_mastercard' } : { body: { source: 'tok_visa' } }),
    }),
    seenAs: { source: { at: 'brand', as: 'MasterCard' } },
  },
  {
    parameters: 'CustomerUpdateSourceParams',
    open: async ({ stripe, jenny }, [first]) => {
      const source =
        first === 'owner'
          ? (await stripe.sources.create(card)).id
          : first?.startsWith('account_')
            ? 'btok_us'
            : 'tok_visa';
      const { id } = await stripe.customers.createSource(jenny, { source });
      const year = new Date().getUTCFullYear() + 4;
      return {
        path: `/v1/customers/${jenny}/sources/${id}`,
        ...(first === 'exp_month' ? { body: { exp_year: String(year) } } : {}),
      };
    },
    seenAs: {
      exp_month: { at: 'exp_month', as: 7 },
    },
  },
];
