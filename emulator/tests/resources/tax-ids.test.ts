import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventTypes, eventually, expectShape, failure, scene } from './scene';

describe('the tax ids of a customer', () => {
  test('are added, listed, read and deleted', async () => {
    const { stripe, jenny } = await scene();
    const german = await stripe.customers.createTaxId(jenny, {
      type: 'eu_vat',
      value: 'DE123456789',
    });
    expectShape(german);
    expect(german).toMatchObject({
      object: 'tax_id',
      country: 'DE',
      customer: jenny,
      owner: { type: 'customer', customer: jenny, customer_account: null },
      type: 'eu_vat',
      value: 'DE123456789',
      verification: { status: 'pending', verified_address: null, verified_name: null },
    });
    const american = await stripe.customers.createTaxId(jenny, {
      type: 'us_ein',
      value: '12-3456789',
    });
    expect(american).toMatchObject({ country: 'US', verification: { status: 'unavailable' } });
    const { data, url } = await stripe.customers.listTaxIds(jenny);
    expect(data.map(({ id }) => id)).toEqual([american.id, german.id]);
    expect(url).toBe(`/v1/customers/${jenny}/tax_ids`);
    const seen = await stripe.customers.retrieve(jenny, { expand: ['tax_ids'] });
    expectShape(seen);
    expect(seen).toMatchObject({ tax_ids: { object: 'list', total_count: 2 } });
    expect(
      await stripe.customers.retrieveTaxId(jenny, american.id, {
        expand: ['customer', 'owner.customer'],
      }),
    ).toMatchObject({ customer: { id: jenny }, owner: { customer: { id: jenny } } });
    expect(await stripe.customers.deleteTaxId(jenny, american.id)).toEqual({
      id: american.id,
      object: 'tax_id',
      deleted: true,
    });
    expect(await failure(stripe.customers.retrieveTaxId(jenny, american.id))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    const other = await stripe.customers.create();
    expect(await failure(stripe.customers.retrieveTaxId(other.id, german.id))).toMatchObject({
      statusCode: 404,
    });
    expect((await eventTypes(stripe)).filter((type) => type.includes('tax_id'))).toEqual(
      expect.arrayContaining(['customer.tax_id.created', 'customer.tax_id.deleted']),
    );
  });

  test('can be given with the customer, and no more than five', async () => {
    const { stripe } = await scene();
    const value = '123456789MVA';
    const tax_id_data = Array.from({ length: 5 }, () => ({ type: 'no_vat' as const, value }));
    const { id } = await stripe.customers.create({ tax_id_data });
    expect((await stripe.customers.listTaxIds(id)).data).toHaveLength(5);
    const sixth = stripe.customers.createTaxId(id, { type: 'no_vat', value });
    expect((await failure(sixth)).statusCode).toBe(400);
  });

  test.each([
    ['eu_vat', 'DE000000000', 'verified'],
    ['eu_vat', '000000000', 'verified'],
    ['eu_vat', '111111111', 'unverified'],
    ['au_abn', '111111111', 'unverified'],
    ['gb_vat', 'GB123456789', 'verified'],
  ] as const)('are looked up: %s %s is %s', async (type, value, status) => {
    const { stripe, jenny } = await scene();
    const { id } = await stripe.customers.createTaxId(jenny, { type, value });
    const event = await eventually(async () => {
      const { data } = await stripe.events.list({ type: 'customer.tax_id.updated' });
      return data[0];
    });
    expect(event.data).toMatchObject({
      object: { id, verification: { status } },
      previous_attributes: { verification: { status: 'pending' } },
    });
  });

  test('stay pending where the test value says so', async () => {
    const { stripe, jenny } = await scene();
    const waiting = await stripe.customers.createTaxId(jenny, {
      type: 'eu_vat',
      value: '222222222',
    });
    const told = await stripe.customers.createTaxId(jenny, { type: 'eu_vat', value: '000000000' });
    await eventually(async () => {
      const { verification } = await stripe.customers.retrieveTaxId(jenny, told.id);
      return verification?.status === 'verified' ? true : null;
    });
    const { verification } = await stripe.customers.retrieveTaxId(jenny, waiting.id);
    expect(verification?.status).toBe('pending');
  });

  test.each([
    ['eu_vat', 'ZZ123456789'],
    ['us_ein', '1-2'],
    ['ch_vat', 'CHE-12'],
    ['au_abn', 'abc'],
  ] as const)('are refused when malformed: %s %s', async (type, value) => {
    const { stripe, jenny } = await scene();
    expect(await failure(stripe.customers.createTaxId(jenny, { type, value }))).toMatchObject({
      statusCode: 400,
      code: 'tax_id_invalid',
      param: 'value',
    });
  });
});

describe('tax ids', () => {
  test('are also an account’s own', async () => {
    const { stripe, account, seller, jenny } = await scene();
    const given = { type: 'us_ein', value: '12-3456789' } as const;
    const own = await stripe.taxIds.create(given);
    expectShape(own);
    expect(own).toMatchObject({ customer: null, owner: { type: 'self', customer_account: null } });
    const owners: Stripe.TaxIdCreateParams.Owner[] = [
      { type: 'customer', customer: jenny },
      { type: 'account', account },
      { type: 'application' },
    ];
    for (const owner of owners) {
      const { id } = await stripe.taxIds.create({ ...given, owner });
      const { data } = await stripe.taxIds.list({ owner });
      expect(data.map((taxId) => taxId.id)).toEqual([id]);
      data.forEach(expectShape);
    }
    expect((await stripe.taxIds.list()).data.map(({ id }) => id)).toEqual([own.id]);
    expect((await stripe.taxIds.list({}, seller)).data).toEqual([]);
    expect(await failure(stripe.taxIds.retrieve(own.id, {}, seller))).toMatchObject({
      statusCode: 404,
    });
    expect(await stripe.taxIds.del(own.id)).toMatchObject({ deleted: true });
    expect(await failure(stripe.taxIds.retrieve(own.id))).toMatchObject({ statusCode: 404 });
  });

  test.each([
    [{ type: 'customer' }, 'owner[customer]', 'parameter_missing'],
    [{ type: 'account' }, 'owner[account]', 'parameter_missing'],
    [{ type: 'customer', customer: 'cus_none' }, 'owner[customer]', 'resource_missing'],
    [{ type: 'account', account: 'acct_none' }, 'owner[account]', 'resource_missing'],
  ] as const)('need an owner that is there: %o', async (owner, param, code) => {
    const { stripe } = await scene();
    const given = { type: 'us_ein', value: '12-3456789', owner } as const;
    expect(await failure(stripe.taxIds.create(given))).toMatchObject({ param, code });
  });
});
