import { describe, expect, test } from 'vitest';
import { expectShape, failure, scene } from './scene';

const items = [
  { product_name: 'Mug', quantity: 2, unit_cost: 900, product_code: 'M-1', unit_of_measure: 'pcs' },
  { product_name: 'Box', quantity: 1, unit_cost: 300, tax: { total_tax_amount: 100 } },
];

describe('an amount', () => {
  test('has limits, a currency and a fee within it', async () => {
    const { stripe, seller } = await scene();
    const make = (given: object, options = {}) =>
      failure(stripe.paymentIntents.create({ amount: 1000, currency: 'usd', ...given }, options));
    expect(await make({ amount: 49 })).toMatchObject({
      code: 'amount_too_small',
      message: 'Amount must be at least $0.50 usd',
    });
    expect(await make({ amount: 0 })).toMatchObject({
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
    expect(await make({ amount: 100_000_000, currency: 'usd' })).toMatchObject({
      code: 'amount_too_large',
      param: 'amount',
      message: 'Amount must be no more than $999,999.99',
    });
    expect(await make({ currency: 'xxx' })).toMatchObject({ param: 'currency' });
    expect(await make({ application_fee_amount: 1 })).toMatchObject({
      param: 'application_fee_amount',
    });
    expect(await make({ application_fee_amount: 1001 }, seller)).toMatchObject({
      param: 'application_fee_amount',
    });
    expect(await make({ payment_method_types: ['card'] })).toMatchObject({
      code: 'payment_method_types_no_longer_supported',
    });
    expect(await make({ off_session: true })).toMatchObject({ param: 'off_session' });
    expect(await make({ customer: 'cus_nope' })).toMatchObject({ statusCode: 404 });
    const yen = await stripe.paymentIntents.create({ amount: 50, currency: 'JPY' });
    expect(yen).toMatchObject({ amount: 50, currency: 'jpy' });
  });
});

describe('what an amount is made of', () => {
  test('adds up, is kept, and listed apart', async () => {
    const { stripe, seller } = await scene();
    const intent = await stripe.paymentIntents.create(
      {
        amount: 2600,
        currency: 'eur',
        amount_details: {
          line_items: items,
          shipping: { amount: 500, to_postal_code: '10115' },
          discount_amount: 100,
        },
        expand: ['amount_details.line_items'],
      },
      seller,
    );
    expectShape(intent);
    expect(intent.amount_details).toMatchObject({
      discount_amount: 100,
      shipping: { amount: 500, from_postal_code: null, to_postal_code: '10115' },
      line_items: { object: 'list', data: [{ product_name: 'Mug' }, { product_name: 'Box' }] },
    });
    const listed = await stripe.paymentIntents.listAmountDetailsLineItems(intent.id, {}, seller);
    expect(listed.data.map(({ quantity, unit_cost }) => quantity * unit_cost)).toEqual([1800, 300]);
    const plain = await stripe.paymentIntents.retrieve(intent.id, {}, seller);
    expect(plain.amount_details?.line_items).toBeUndefined();
    const emptied = await stripe.paymentIntents.update(
      intent.id,
      { amount_details: { line_items: '', discount_amount: '' } },
      seller,
    );
    expect(emptied.amount_details?.discount_amount).toBeUndefined();
    const none = await stripe.paymentIntents.listAmountDetailsLineItems(intent.id, {}, seller);
    expect(none.data).toEqual([]);
  });

  test('is refused when it doesn’t, or told of', async () => {
    const { stripe, seller } = await scene();
    const wrong = { amount: 9999, currency: 'eur', amount_details: { line_items: items } };
    expect(await failure(stripe.paymentIntents.create(wrong, seller))).toMatchObject({
      statusCode: 400,
      code: 'amount_details_amount_mismatch',
    });
    const tolerant = { line_items: items, enforce_arithmetic_validation: false };
    const told = await stripe.paymentIntents.create({ ...wrong, amount_details: tolerant }, seller);
    expectShape(told);
    expect(told.amount_details?.error?.code).toBe('amount_details_amount_mismatch');
    const taxed = {
      amount: 100,
      currency: 'eur',
      amount_details: { tax: { total_tax_amount: 101 } },
    };
    expect((await failure(stripe.paymentIntents.create(taxed, seller))).code).toBe(
      'amount_details_tax_shipping_discount_greater_than_amount',
    );
  });
});
