/** What stands on bank statements (docs.stripe.com/get-started/account/statement-descriptors). */
import { describe, expect, test } from 'vitest';
import { agreed, onlyBanks } from './bank-scene';
import { expectShape, failure, scene } from './scene';

const debit = { amount: 2500, currency: 'usd', ...onlyBanks };

describe('a statement descriptor', () => {
  test('stands on the debit of a bank account', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.paymentIntents.create({
      ...debit,
      payment_method: 'pm_usBankAccount_success',
    });
    const told = await stripe.paymentIntents.update(id, { statement_descriptor: 'VASE 17' });
    expect(told.statement_descriptor).toBe('VASE 17');
    const paid = await stripe.paymentIntents.confirm(id, { ...agreed, expand: ['latest_charge'] });
    expectShape(paid);
    expect(paid.latest_charge).toMatchObject({
      statement_descriptor: 'VASE 17',
      calculated_statement_descriptor: 'VASE 17',
    });
  });

  test('is unset when it is emptied, and refused when it cannot stand there', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.paymentIntents.create({ ...debit, statement_descriptor: 'VASE' });
    const cleared = await stripe.paymentIntents.update(id, { statement_descriptor: '' });
    expect(cleared.statement_descriptor).toBeNull();
    for (const statement_descriptor of ['1234', 'A VASE*', 'A VASE OF MORE THAN 22 LETTERS']) {
      const refused = await failure(stripe.paymentIntents.update(id, { statement_descriptor }));
      expect(refused).toMatchObject({ statusCode: 400, param: 'statement_descriptor' });
    }
  });

  test('is not for cards, whichever call names it', async () => {
    const { stripe } = await scene();
    const card = { amount: 2500, currency: 'usd', payment_method: 'pm_card_visa' };
    const refusal = { statusCode: 400, param: 'statement_descriptor' };
    const early = stripe.paymentIntents.create({ ...card, statement_descriptor: 'VASE 17' });
    expect(await failure(early)).toMatchObject(refusal);
    const { id } = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      allowed_payment_method_types: ['card', 'us_bank_account'],
      statement_descriptor: 'VASE 17',
    });
    const late = stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(await failure(late)).toMatchObject(refusal);
  });
});
