/** Trigger cards of docs.stripe.com/connect/testing, and the time of grace they begin. */
import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { complete } from './account-params';
import { charge, eventTypes, expectShape, failure, scene } from './scene';

const day = 24 * 60 * 60;

/** An American who has told only the end of the Social Security number. */
async function opened() {
  const here = await scene();
  const { id } = await here.stripe.accounts.create({
    ...complete,
    country: 'US',
    external_account: 'btok_us_verified',
    individual: { ...complete.individual, ssn_last_4: '0000' },
  });
  const seller = { stripeAccount: id };
  const pay = (card: string) =>
    charge({ ...here, seller }, `pm_card_visa${card}`, { currency: 'usd' });
  return { ...here, seller, pay, read: () => here.stripe.accounts.retrieve(id) };
}

const number = 'individual.id_number';

describe('a trigger card', () => {
  test('makes due now what is due one day, by a deadline, and changes nothing else', async () => {
    const { pay, read, stripe, seller } = await opened();
    expect(await read()).toMatchObject({
      requirements: { currently_due: [], eventually_due: [number], current_deadline: null },
    });
    expect((await pay('_triggerNextRequirements')).status).toBe('succeeded');
    const account = await read();
    expectShape(account);
    expect(account).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      requirements: {
        currently_due: [number],
        past_due: [],
        disabled_reason: null,
        current_deadline: expect.any(Number) as number,
      },
    });
    expect(await eventTypes(stripe, seller)).toContain('account.updated');
  });

  test('ends the time of grace with the clock, and all is on again once it is told', async () => {
    const { emulator, pay, read, stripe, seller } = await opened();
    await pay('_triggerNextRequirements');
    await control(emulator, 'POST', '/clock', { advance_seconds: 13 * day });
    expect(await read()).toMatchObject({ charges_enabled: true });
    await control(emulator, 'POST', '/clock', { advance_seconds: 2 * day });
    expect(await read()).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
      requirements: {
        past_due: [number],
        disabled_reason: 'requirements.past_due',
        current_deadline: null,
      },
    });
    expect((await failure(pay(''))).message).toContain('charges_enabled');
    await stripe.accounts.update(seller.stripeAccount, { individual: { id_number: '222222222' } });
    expect(await read()).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      requirements: { currently_due: [], eventually_due: [], disabled_reason: null },
    });
  });

  test('blocks charges or payouts at once', async () => {
    const { pay, read } = await opened();
    await pay('_triggerPayoutBlock');
    expect(await read()).toMatchObject({ charges_enabled: true, payouts_enabled: false });
    await pay('_triggerChargeBlock');
    expect(await read()).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      requirements: { currently_due: [number], past_due: [number] },
    });
  });

  test('does nothing where nothing is due one day', async () => {
    const here = await scene();
    const before = await here.stripe.accounts.retrieve(here.account);
    await charge(here, 'pm_card_visa_triggerChargeBlock');
    expect(await here.stripe.accounts.retrieve(here.account)).toEqual(before);
  });
});
