import { describe, expect, test } from 'vitest';
import { complete } from './account-params';
import { eventTypes, expectShape, failure, scene } from './scene';

describe('capabilities', () => {
  test('are there when asked for, with what they need', async () => {
    const { stripe } = await scene();
    const { external_account: _, ...incomplete } = complete;
    const account = await stripe.accounts.create(incomplete);
    const { data } = await stripe.accounts.listCapabilities(account.id);
    expect(data.map(({ id }) => id)).toEqual(['card_payments', 'transfers']);
    const capability = await stripe.accounts.retrieveCapability(account.id, 'card_payments');
    expectShape(capability);
    expect(capability).toMatchObject({
      object: 'capability',
      account: account.id,
      requested: true,
      status: 'inactive',
      requirements: {
        currently_due: ['external_account'],
        disabled_reason: 'requirements.fields_needed',
      },
    });
    expect(capability.requested_at).toBe(account.created);
    const never = await stripe.accounts.retrieveCapability(account.id, 'sepa_debit_payments');
    expectShape(never);
    expect(never).toMatchObject({ requested: false, requested_at: null, status: 'unrequested' });
    const expanded = await stripe.accounts.retrieveCapability(account.id, 'transfers', {
      expand: ['account'],
    });
    expect(expanded.account).toMatchObject({ object: 'account', id: account.id });
  });

  test('are requested and withdrawn one by one', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create({ ...complete, capabilities: {} });
    const requested = await stripe.accounts.updateCapability(id, 'card_payments', {
      requested: true,
    });
    expect(requested).toMatchObject({ status: 'active', requested: true });
    expect((await stripe.accounts.retrieve(id)).charges_enabled).toBe(true);
    const withdrawn = await stripe.accounts.updateCapability(id, 'card_payments', {
      requested: false,
    });
    expect(withdrawn).toMatchObject({ status: 'unrequested', requested: false });
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: false,
      capabilities: {},
    });
    expect((await eventTypes(stripe, { stripeAccount: id })).slice(2)).toEqual([
      'capability.updated',
      'account.updated',
      'capability.updated',
      'account.updated',
    ]);
  });

  test('have the names that Stripe knows', async () => {
    const { stripe, account } = await scene();
    const unknown = stripe.accounts.retrieveCapability(account, 'barter_payments');
    expect(await failure(unknown)).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });
});
