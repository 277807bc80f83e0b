/**
 * The events of Sources, tokens and saved cards, in their order, on the account they belong to
 * (docs.stripe.com/sources/best-practices, docs.stripe.com/api/events/types).
 */
import { describe, expect, test } from 'vitest';
import { scene } from '../resources/scene';
import { alipay, atThePage, ideal, olderStripe } from '../resources/source-scene';
import { objectOf, previous, types, witness } from './witness';

describe('a card of a customer', () => {
  test('is saved, changed, replaced and deleted', async () => {
    const here = await scene();
    const { stripe } = here;
    const told = await witness(here);
    const { platform } = await told.during(async () => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const card = String(customer.default_source);
      await stripe.customers.updateSource(customer.id, card, { name: 'Jenny' });
      const after = await stripe.customers.update(customer.id, { source: 'tok_mastercard' });
      await stripe.customers.deleteSource(customer.id, String(after.default_source));
    });
    expect(types(platform)).toEqual([
      'customer.created',
      'customer.source.created',
      'customer.source.updated',
      'customer.source.created',
      'customer.source.deleted',
      'customer.updated',
      'customer.source.deleted',
      'customer.updated',
    ]);
    expect(previous(platform, 'customer.source.updated')).toEqual({ name: null });
  });

  test('goes to an account as a token, and is told of there alone', async () => {
    const here = await scene();
    const { stripe, seller } = here;
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const told = await witness(here);
    const { platform, seller: there } = await told.during(async () => {
      const { id: source } = await stripe.tokens.create({ customer }, seller);
      await stripe.customers.create({ source }, seller);
    });
    expect(platform).toEqual([]);
    expect(types(there)).toEqual(['customer.created', 'customer.source.created']);
  });
});

describe('a source', () => {
  test('of the platform becomes chargeable there, and is charged for a destination', async () => {
    const here = await scene();
    const { stripe, american } = here;
    const told = await witness(here, american);
    const { platform } = await told.during(async () => {
      const source = await stripe.sources.create(alipay);
      await atThePage(source, 'authenticate');
      await stripe.charges.create({
        amount: 1099,
        currency: 'usd',
        source: source.id,
        transfer_data: { destination: american },
      });
    });
    expect(types(platform)).toEqual(['source.chargeable', 'transfer.created', 'charge.succeeded']);
    expect(objectOf(platform, 'source.chargeable')).toMatchObject({ status: 'chargeable' });
  });

  test('of an account is told of there alone', async () => {
    const here = await scene();
    const { emulator, seller } = here;
    const older = olderStripe(emulator);
    const told = await witness(here);
    const { platform, seller: there } = await told.during(async () => {
      await atThePage(await older.sources.create(ideal, seller), 'authenticate');
      await atThePage(await older.sources.create(ideal, seller), 'fail');
    });
    expect(platform).toEqual([]);
    expect(types(there)).toEqual(['source.chargeable', 'source.failed']);
  });

  test('is cloned, attached and detached: the original says nothing', async () => {
    const here = await scene();
    const { stripe, jenny, seller } = here;
    const { id: original_source } = await stripe.sources.create({
      type: 'card',
      token: 'tok_visa',
    });
    await stripe.customers.createSource(jenny, { source: original_source });
    const told = await witness(here);
    const { platform, seller: there } = await told.during(async () => {
      const clone = await stripe.sources.create({ customer: jenny, original_source }, seller);
      const customer = await stripe.customers.create({ source: clone.id }, seller);
      await stripe.customers.deleteSource(customer.id, clone.id, {}, seller);
    });
    expect(platform).toEqual([]);
    expect(types(there)).toEqual([
      'source.chargeable',
      'customer.created',
      'customer.source.created',
      'customer.source.deleted',
      'customer.updated',
    ]);
    expect(objectOf(there, 'customer.source.deleted')).toMatchObject({ status: 'consumed' });
  });

  test('receives money, and is charged with it', async () => {
    const here = await scene();
    const { stripe, jenny } = here;
    const told = await witness(here);
    const { platform } = await told.during(() =>
      stripe.sources.create({
        type: 'ach_credit_transfer',
        currency: 'usd',
        owner: { email: 'amount_500@example.com' },
      }),
    );
    expect(types(platform)).toEqual(['source.transaction.created', 'source.chargeable']);
    const source = String(objectOf(platform, 'source.chargeable').id);
    await stripe.customers.createSource(jenny, { source });
    const { platform: later } = await told.during(() =>
      stripe.charges.create({ amount: 500, currency: 'usd', customer: jenny, source }),
    );
    // Test money of a bank is available at once.
    expect(types(later)).toEqual(['charge.succeeded', 'balance.available']);
  });
});

describe('a bank account of a customer', () => {
  test('is verified, and charged when its bank has answered', async () => {
    const here = await scene();
    const { stripe, jenny } = here;
    const told = await witness(here);
    const { platform } = await told.during(async () => {
      const { id } = await stripe.customers.createSource(jenny, { source: 'btok_us' });
      await stripe.customers.verifySource(jenny, id, { amounts: [32, 45] });
      await stripe.charges.create({ amount: 500, currency: 'usd', customer: jenny });
    });
    expect(types(platform)).toEqual([
      'customer.source.created',
      'customer.updated',
      'customer.source.updated',
      'charge.pending',
      'charge.succeeded',
      'balance.available',
    ]);
    expect(previous(platform, 'customer.source.updated')).toEqual({ status: 'new' });
  });
});
