import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { agreed, onlyBanks } from './bank-scene';
import { eventTypes, eventually, expectShape, failure, scene, type Scene } from './scene';

const typed = {
  country: 'US',
  currency: 'usd',
  account_holder_name: 'Jenny Rosen',
  account_holder_type: 'individual',
  routing_number: '110000000',
} as const;

/** A bank account of Jenny's, by the number that was typed. */
async function save(
  { stripe, jenny }: Scene,
  account_number = '000123456789',
): Promise<Stripe.BankAccount> {
  const { id } = await stripe.tokens.create({ bank_account: { ...typed, account_number } });
  return (await stripe.customers.createSource(jenny, { source: id })) as Stripe.BankAccount;
}

/** The same, known to be hers. */
async function verified(made: Scene, account_number?: string): Promise<Stripe.BankAccount> {
  const { id } = await save(made, account_number);
  return made.stripe.customers.verifySource(made.jenny, id, { amounts: [32, 45] });
}

describe('bank accounts of a customer', () => {
  test('are new until the customer tells two sums', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const account = await save(made);
    expectShape(account);
    expect(account).toMatchObject({
      object: 'bank_account',
      account_holder_name: 'Jenny Rosen',
      account_holder_type: 'individual',
      bank_name: 'STRIPE TEST BANK',
      country: 'US',
      currency: 'usd',
      customer: jenny,
      last4: '6789',
      routing_number: '110000000',
      status: 'new',
    });
    const wrong = await failure(
      stripe.customers.verifySource(jenny, account.id, { amounts: [11, 12] }),
    );
    expect(wrong).toMatchObject({
      statusCode: 402,
      code: 'bank_account_verification_failed',
      message: 'The amounts provided do not match the amounts that were sent to the bank account.',
      rawType: 'invalid_request_error',
    });
    const after = await stripe.customers.verifySource(jenny, account.id, { amounts: [32, 45] });
    expectShape(after);
    expect(after.status).toBe('verified');
    const again = stripe.customers.verifySource(jenny, account.id, { amounts: [32, 45] });
    expect((await failure(again)).message).toBe('This bank account has already been verified.');
    const { data } = await stripe.events.list({ type: 'customer.source.updated' });
    expect(data.map((event) => event.data.previous_attributes)).toEqual([{ status: 'new' }]);
  });

  test('cannot be verified any more after ten wrong answers', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await save(made);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await failure(stripe.customers.verifySource(jenny, id, { amounts: [1, 2] }));
    }
    expect(await stripe.customers.retrieveSource(jenny, id)).toMatchObject({
      status: 'verification_failed',
    });
    const late = stripe.customers.verifySource(jenny, id, { amounts: [32, 45] });
    expect(await failure(late)).toMatchObject({ statusCode: 402 });
  });

  test('are listed by themselves, told anew and deleted', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const { id } = await save(made);
    const { data } = await stripe.customers.listSources(jenny, { object: 'bank_account' });
    expect(data.map((one) => one.id)).toEqual([id]);
    const after = await stripe.customers.updateSource(jenny, id, {
      account_holder_name: 'Rosen Ltd',
      account_holder_type: 'company',
      metadata: { desk: '2' },
    });
    expect(after).toMatchObject({
      account_holder_name: 'Rosen Ltd',
      account_holder_type: 'company',
      metadata: { desk: '2' },
    });
    const wrong = stripe.customers.updateSource(jenny, id, { exp_year: '2040' });
    expect(await failure(wrong)).toMatchObject({ code: 'parameter_unknown', param: 'exp_year' });
    const gone = await stripe.customers.deleteSource(jenny, id);
    expect(gone).toEqual({ id, object: 'bank_account', deleted: true });
  });

  test('are in the US', async () => {
    const { stripe, jenny } = await scene();
    const error = await failure(stripe.customers.createSource(jenny, { source: 'btok_de' }));
    expect(error).toMatchObject({ statusCode: 400, param: 'source' });
  });

  test('are PaymentMethods, which a PaymentIntent debits', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await verified(made);
    const method = await stripe.paymentMethods.retrieve(id);
    expectShape(method);
    expect(method).toMatchObject({ customer: jenny, us_bank_account: { last4: '6789' } });
    const intent = await stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      customer: jenny,
      payment_method: id,
      confirm: true,
      return_url: 'https://shop.example/done',
      ...agreed,
      ...onlyBanks,
    });
    expect(intent.status).toBe('processing');
  });

  test('other sources are not verified', async () => {
    const { stripe, jenny } = await scene();
    const { id } = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const error = await failure(stripe.customers.verifySource(jenny, id, { amounts: [32, 45] }));
    expect(error).toMatchObject({ statusCode: 400, param: 'id' });
  });
});

describe('charges of a bank account', () => {
  test('are pending until the bank has answered', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await verified(made);
    const charge = await stripe.charges.create({ amount: 5000, currency: 'usd', customer: jenny });
    expectShape(charge);
    expect(charge).toMatchObject({
      paid: false,
      payment_method: id,
      payment_method_details: { type: 'ach_debit', ach_debit: { last4: '6789' } },
      source: { id, object: 'bank_account' },
      status: 'pending',
    });
    expect(charge.id).toMatch(/^py_/);
    const paid = await eventually(async () => {
      const now = await stripe.charges.retrieve(charge.id);
      return now.status === 'pending' ? null : now;
    });
    expect(paid).toMatchObject({ status: 'succeeded', paid: true, amount_captured: 5000 });
    const booked = await stripe.balanceTransactions.retrieve(String(paid.balance_transaction));
    expect(booked).toMatchObject({ amount: 5000, fee: 40, type: 'payment' });
    expect((await eventTypes(stripe)).filter((type) => type.startsWith('charge.'))).toEqual([
      'charge.pending',
      'charge.succeeded',
    ]);
    const refund = await stripe.refunds.create({ charge: charge.id });
    expect(refund.id).toMatch(/^pyr_/);
  });

  test('fail as the test number says', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    await verified(made, '000111111113');
    const { id } = await stripe.charges.create({ amount: 5000, currency: 'usd', customer: jenny });
    const failed = await eventually(async () => {
      const now = await stripe.charges.retrieve(id);
      return now.status === 'pending' ? null : now;
    });
    expect(failed).toMatchObject({ status: 'failed', failure_code: 'account_closed' });
  });

  test.each([
    [{ currency: 'usd' }, 'bank_account_unverified', false],
    [{ currency: 'eur' }, undefined, true],
    [{ currency: 'usd', capture: false }, undefined, true],
  ] as const)('are refused: %o', async (parameters, code, known) => {
    const made = await scene();
    await (known ? verified(made) : save(made));
    const { stripe, jenny } = made;
    const error = await failure(
      stripe.charges.create({ amount: 5000, customer: jenny, ...parameters }),
    );
    expect(error.statusCode).toBe(400);
    expect(error.code).toBe(code);
  });

  test('take no token: it is saved and verified before', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.tokens.create({
      bank_account: { ...typed, account_number: '000123456789' },
    });
    const error = await failure(
      stripe.charges.create({ amount: 5000, currency: 'usd', source: id }),
    );
    expect(error).toMatchObject({ statusCode: 400, param: 'source' });
  });

  test('and cards have addresses of their own kind, from before there was one for both', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const { id: token } = await stripe.tokens.create({
      bank_account: { ...typed, account_number: '000123456789' },
    });
    const place = `/v1/customers/${jenny}/bank_accounts`;
    const account = (await stripe.rawRequest('POST', place, { source: token })) as { id: string };
    const list = await stripe.rawRequest('GET', place);
    expect(list).toMatchObject({ url: place, data: [{ id: account.id, object: 'bank_account' }] });
    const told = await stripe.rawRequest('POST', `${place}/${account.id}/verify`, {
      amounts: [32, 45],
    });
    expect(told).toMatchObject({ status: 'verified' });
    const cards = `/v1/customers/${jenny}/cards`;
    expect(await stripe.rawRequest('GET', cards)).toMatchObject({ data: [{ id: card.id }] });
    const renewed = await stripe.rawRequest('POST', `${cards}/${card.id}`, { exp_year: '2045' });
    expect(renewed).toMatchObject({ exp_year: 2045 });
    const other = await failure(stripe.rawRequest('GET', `${cards}/${account.id}`));
    expect(other).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    const gone = await stripe.rawRequest('DELETE', `${cards}/${card.id}`);
    expect(gone).toMatchObject({ deleted: true });
  });
});
