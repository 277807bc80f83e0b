/**
 * The events of connected accounts: what is known of them, what they may do, and what they are paid
 * (docs.stripe.com/connect/webhooks). All of them go to the platform's Connect endpoint.
 */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { company, complete, representative } from '../resources/account-params';
import { charge, scene, type Scene } from '../resources/scene';
import { control } from '../support/raw-call';
import { objectOf, previous, types, witness } from './witness';

const day = 24 * 60 * 60;

describe('an account', () => {
  test('that is changed says what was before; unchanged it says nothing', async () => {
    const here = await scene();
    const { stripe } = here;
    const { id } = await stripe.accounts.create(complete);
    const told = await witness(here, id);
    const change = () =>
      stripe.accounts.update(id, { business_profile: { name: 'Maison' }, metadata: { a: '1' } });
    const { seller, platform } = await told.during(async () => {
      await change();
      await change();
    });
    expect(types(seller)).toEqual(['account.updated']);
    expect(platform).toEqual([]);
    expect(previous(seller, 'account.updated')).toEqual({
      business_profile: { name: 'Atelier' },
      metadata: { a: null },
    });
    expect(objectOf(seller, 'account.updated')).toMatchObject({ id, object: 'account' });
  });

  test('gets another bank account', async () => {
    const here = await scene();
    const { stripe } = here;
    const { id } = await stripe.accounts.create(complete);
    const told = await witness(here, id);
    const { seller } = await told.during(() =>
      stripe.accounts.createExternalAccount(id, {
        external_account: {
          object: 'bank_account',
          country: 'FR',
          currency: 'eur',
          account_number: 'FR1420041010050500013M02606',
        },
      }),
    );
    expect(types(seller)).toEqual(['account.external_account.created', 'account.updated']);
    expect(objectOf(seller, 'account.external_account.created')).toMatchObject({
      object: 'bank_account',
      account: id,
    });
  });

  test('loses and regains a capability', async () => {
    const here = await scene();
    const { stripe } = here;
    const { id } = await stripe.accounts.create(complete);
    const told = await witness(here, id);
    const request = (requested: boolean) =>
      told.during(() => stripe.accounts.updateCapability(id, 'card_payments', { requested }));
    for (const requested of [false, true]) {
      const { seller } = await request(requested);
      expect(types(seller)).toEqual(['capability.updated', 'account.updated']);
      expect(previous(seller, 'capability.updated')).toMatchObject({ requested: !requested });
      expect(objectOf(seller, 'capability.updated')).toMatchObject({
        object: 'capability',
        id: 'card_payments',
        account: id,
        requested,
      });
      expect(previous(seller, 'account.updated')).toMatchObject({ charges_enabled: !requested });
    }
  });

  test('is ready when its people are known', async () => {
    const here = await scene();
    const { stripe } = here;
    const { id } = await stripe.accounts.create(company);
    const told = await witness(here, id);
    let person = '';
    const added = await told.during(async () => {
      person = (await stripe.accounts.createPerson(id, representative)).id;
    });
    const [first, ...others] = types(added.seller);
    expect(first).toBe('person.created');
    expect(others.at(-1)).toBe('account.updated');
    expect(others.slice(0, -1).length).toBeGreaterThan(0);
    expect(new Set(others.slice(0, -1))).toEqual(new Set(['capability.updated']));
    const changed = await told.during(() =>
      stripe.accounts.updatePerson(id, person, { relationship: { title: 'Founder' } }),
    );
    expect(types(changed.seller)[0]).toBe('person.updated');
    expect(previous(changed.seller, 'person.updated')).toEqual({ relationship: { title: 'CEO' } });
  });
});

describe('a payout', () => {
  /** A scene on a Monday whose clock stands, with money to pay out by hand. */
  async function funded(): Promise<Scene> {
    const here = await scene({ clock: () => Date.UTC(2026, 0, 5, 12) });
    await here.stripe.accounts.update(here.account, {
      settings: { payouts: { schedule: { interval: 'manual' } } },
    });
    await charge(here, 'pm_card_bypassPending', { amount: 10_000, capture_method: 'automatic' });
    return here;
  }

  const pass = ({ emulator }: Scene, seconds: number) =>
    control(emulator, 'POST', '/clock', { advance_seconds: seconds });

  const payOut = ({ stripe, seller }: Scene): Promise<Stripe.Payout> =>
    stripe.payouts.create({ amount: 5000, currency: 'eur' }, seller);

  test('is created, sent and paid', async () => {
    const here = await funded();
    const told = await witness(here);
    const { seller, platform } = await told.during(async () => {
      await payOut(here);
      await pass(here, 2 * day);
    });
    expect(types(seller)).toEqual(['payout.created', 'payout.updated', 'payout.paid']);
    expect(platform).toEqual([]);
    expect(objectOf(seller, 'payout.created')).toMatchObject({ status: 'pending' });
    expect(previous(seller, 'payout.updated')).toMatchObject({ status: 'pending' });
    expect(objectOf(seller, 'payout.paid')).toMatchObject({ status: 'paid' });
    // The first is of the request, the others of the days that passed.
    expect(seller.map(({ request }) => request?.id !== null)).toEqual([true, false, false]);
  });

  test('is canceled', async () => {
    const here = await funded();
    const told = await witness(here);
    const { seller } = await told.during(async () => {
      const { id } = await payOut(here);
      await here.stripe.payouts.cancel(id, {}, here.seller);
    });
    expect(types(seller).slice(0, 2)).toEqual(['payout.created', 'payout.canceled']);
  });

  test('fails at a closed bank account', async () => {
    const here = await funded();
    await here.stripe.accounts.update(here.account, {
      external_account: {
        object: 'bank_account',
        country: 'FR',
        currency: 'eur',
        account_number: 'DE89370400440532013002',
      },
    });
    const told = await witness(here);
    const { seller } = await told.during(async () => {
      await payOut(here);
      await pass(here, 3 * day);
    });
    expect(types(seller).filter((type) => type !== 'payout.updated')).toEqual([
      'payout.created',
      'payout.failed',
      'account.external_account.updated',
    ]);
    expect(objectOf(seller, 'payout.failed')).toMatchObject({
      status: 'failed',
      failure_code: expect.any(String),
    });
  });
});
