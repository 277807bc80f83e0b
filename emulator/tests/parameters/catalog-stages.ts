import type { Stage } from './stage';

const product = { name: 'Coffee' };

export const catalogStages: readonly Stage[] = [
  {
    parameters: 'TestHelpersTestClockCreateParams',
    open: async ({ stripe }, [first]) => {
      const opening = {
        path: '/v1/test_helpers/test_clocks',
        body: { frozen_time: 1_800_000_000 },
      };
      if (first === 'frozen_time') return { ...opening, value: 1_900_000_000 };
      if (first !== 'customer') return opening;
      const { id } = await stripe.customers.create();
      return { ...opening, value: id, after: () => stripe.customers.retrieve(id) };
    },
    seenAs: { customer: 'id' },
  },
  {
    parameters: 'TestHelpersTestClockAdvanceParams',
    open: async ({ create }) => ({
      path: `/v1/test_helpers/test_clocks/${await create('/v1/test_helpers/test_clocks', {
        frozen_time: 1_800_000_000,
      })}/advance`,
      body: { frozen_time: 1_800_000_001 },
      value: 1_800_000_060,
    }),
    seenAs: { frozen_time: 'status_details.advancing.target_frozen_time' },
  },
  {
    parameters: 'ProductCreateParams',
    open: (_, [first, second, , fourth]) => ({
      path: '/v1/products',
      body: {
        name: 'Coffee',
        ...(first === 'default_price_data'
          ? {
              default_price_data: {
                currency: 'usd',
                ...(/amount/.test(second ?? '') ? {} : { unit_amount: 500 }),
                ...(fourth === 'tax_behavior'
                  ? { currency_options: { eur: { unit_amount: 400 } } }
                  : {}),
              },
            }
          : {}),
      },
      ...(first === 'name' ? { value: 'Tea' } : {}),
      ...(first === 'type' ? { value: 'good' } : {}),
      ...(first === 'active' ? { value: false } : {}),
      ...(first === 'default_price_data' ? { expand: ['default_price.currency_options'] } : {}),
      ...(second === 'unit_amount_decimal' ? { value: '3.5' } : {}),
    }),
    seenAs: { default_price_data: 'default_price' },
  },
  {
    parameters: 'ProductUpdateParams',
    open: async ({ create }, [first]) => {
      const id = await create('/v1/products', product);
      const made = { path: `/v1/products/${id}` };
      if (first === 'active') return { ...made, value: false };
      if (first !== 'default_price') return made;
      const price = { currency: 'usd', unit_amount: 500, product: id };
      return { ...made, value: await create('/v1/prices', price) };
    },
  },
  {
    parameters: 'PriceCreateParams',
    open: async ({ create }, [first, second, third]) => {
      const amount = /^(unit_amount|unit_amount_decimal|custom_unit_amount)$/;
      const options = first === 'currency_options';
      return {
        path: '/v1/prices',
        expand: ['currency_options', 'product'],
        body: {
          currency: 'usd',
          ...(first === 'product_data'
            ? { product_data: { name: 'Tea' } }
            : { product: await create('/v1/products', product) }),
          ...(amount.test(first ?? '') ? {} : { unit_amount: 500 }),
          ...(options && third === 'tax_behavior'
            ? { currency_options: { eur: { unit_amount: 400 } } }
            : {}),
          ...(first === 'transfer_lookup_key' ? { lookup_key: 'coffee' } : {}),
        },
        ...(first === 'product' ? { value: await create('/v1/products', product) } : {}),
        ...(first === 'currency' ? { value: 'eur' } : {}),
        ...(first === 'active' || second === 'active' ? { value: false } : {}),
        ...(second === 'name' ? { value: 'Chai' } : {}),
      };
    },
    seenAs: { product_data: 'product' },
  },
  {
    parameters: 'PlanCreateParams',
    open: async ({ create }, [first, second]) => ({
      path: '/v1/plans',
      expand: ['product'],
      body: {
        currency: 'usd',
        interval: 'month',
        product:
          first === 'product' && second !== undefined
            ? { name: 'Tea' }
            : await create('/v1/products', product),
      },
      ...(first === 'product' && second === undefined
        ? { value: await create('/v1/products', product) }
        : {}),
      ...(first === 'currency' ? { value: 'eur' } : {}),
      ...(first === 'interval' ? { value: 'year' } : {}),
      ...(first === 'active' || second === 'active' ? { value: false } : {}),
      ...(second === 'name' ? { value: 'Chai' } : {}),
    }),
  },
  {
    parameters: 'PlanUpdateParams',
    open: async ({ create }, [first]) => ({
      path: `/v1/plans/${await create('/v1/plans', {
        currency: 'usd',
        interval: 'month',
        product: await create('/v1/products', product),
      })}`,
      body: {},
      expand: ['product'],
      ...(first === 'product' ? { value: await create('/v1/products', product) } : {}),
      ...(first === 'active' ? { value: false } : {}),
    }),
  },
  {
    parameters: 'PriceUpdateParams',
    open: async ({ create }, [first, , third]) => {
      const price = {
        currency: 'usd',
        unit_amount: 500,
        product: await create('/v1/products', product),
      };
      return {
        path: `/v1/prices/${await create('/v1/prices', price)}`,
        expand: ['currency_options'],
        ...(third === 'tax_behavior'
          ? { body: { currency_options: { eur: { unit_amount: 400 } } } }
          : {}),
        ...(first === 'active' ? { value: false } : {}),
      };
    },
  },
];
