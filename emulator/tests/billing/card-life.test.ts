/** Cards that are renewed by their networks, and cards that expire. */
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { cloneCard, failure, saveCard } from '../resources/scene';
import { control } from '../support/raw-call';
import { advance, billing, day, hour, passTo, type Billing } from './billing-scene';

const at = (text: string): number => Date.parse(text) / 1000;

function renew({ emulator }: Billing, id: string, body: object): Promise<Stripe.PaymentMethod> {
  return control(emulator, 'POST', `/payment_methods/${id}/automatic_update`, body);
}

test('a network renews a card on the account that holds it, and on no other', async () => {
  const here = await billing();
  const { stripe, seller, card, jenny } = here;
  const before = await stripe.paymentMethods.retrieve(card, {}, seller);
  const after = await renew(here, card, { card: 'pm_card_mastercard', exp_month: 7 });
  expect(after).toMatchObject({
    id: card,
    customer: here.customer,
    card: {
      brand: 'mastercard',
      last4: '4444',
      exp_month: 7,
      exp_year: (before.card?.exp_year ?? 0) + 3,
    },
  });
  const { data } = await stripe.events.list(
    { type: 'payment_method.automatically_updated' },
    seller,
  );
  expect(data).toHaveLength(1);
  expect(data[0]?.request?.id).toBeNull();
  expect(data[0]?.data).toMatchObject({
    object: { id: card },
    previous_attributes: { card: { brand: 'visa', last4: '4242' } },
  });
  // The platform's own stays as it was: nothing is carried from one account to another.
  const [original] = (await stripe.customers.listPaymentMethods(jenny)).data;
  expect(original?.card?.last4).toBe('4242');
  const none = { type: 'payment_method.automatically_updated' };
  expect((await stripe.events.list(none)).data).toEqual([]);
});

test('a renewed card pays what the old one could not', async () => {
  const here = await billing();
  const { stripe, seller, customer, price, card } = here;
  const { id } = await stripe.subscriptions.create({ customer, items: [{ price }] }, seller);
  await renew(here, card, { card: 'pm_card_chargeCustomerFail' });
  const read = async () => (await stripe.subscriptions.retrieve(id, {}, seller)).status;
  await passTo(here, at('2026-02-28T11:00:00Z'));
  expect(await read()).toBe('past_due');
  await renew(here, card, { card: 'pm_card_visa' });
  await passTo(here, at('2026-02-28T11:00:00Z') + day);
  expect(await read()).toBe('active');
});

test('refused: what is nobody’s, unknown, or no card', async () => {
  const here = await billing();
  const { stripe, card } = here;
  const loose = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
  await expect(renew(here, loose.id, {})).rejects.toThrow(/attached to a customer/);
  await expect(renew(here, 'pm_none', {})).rejects.toThrow(/^404 /);
  await expect(renew(here, card, { card: 'visa' })).rejects.toThrow(/id of a test card/);
  await expect(renew(here, card, { exp_month: 13 })).rejects.toThrow(/from 1 to 12/);
  await expect(renew(here, card, { last4: '1' })).rejects.toThrow(/unknown parameter/);
});

test('a card expires with the clock, and can be shared no more', async () => {
  const here = await billing();
  const { stripe } = here;
  const saved = await saveCard(here, 'pm_card_visa');
  await stripe.paymentMethods.update(saved, { card: { exp_month: 3, exp_year: 2026 } });
  await passTo(here, at('2026-03-31T23:00:00Z'));
  const { id } = await cloneCard(here, saved);
  expect(id).toMatch(/^pm_/);
  await passTo(here, at('2026-04-01T00:00:00Z'));
  const error = await failure(cloneCard(here, saved));
  expect([error.statusCode, error.code]).toEqual([402, 'expired_card']);
  await renew(here, saved, {});
  expect((await cloneCard(here, saved)).card).toMatchObject({ exp_year: 2029 });
});

test('a card expires with a test clock, too', async () => {
  const here = await billing();
  const { stripe, seller, price } = here;
  const start = at('2026-03-15T00:00:00Z');
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start }, seller);
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id }, seller);
  const method = await stripe.paymentMethods.create(
    { type: 'card', card: { token: 'tok_visa' } },
    seller,
  );
  await stripe.paymentMethods.attach(method.id, { customer }, seller);
  await stripe.paymentMethods.update(method.id, { card: { exp_month: 3, exp_year: 2026 } }, seller);
  const { id } = await stripe.subscriptions.create(
    { customer, items: [{ price }], default_payment_method: method.id },
    seller,
  );
  await advance(here, clock.id, at('2026-04-15T00:00:00Z') + hour);
  const { status } = await stripe.subscriptions.retrieve(id, {}, seller);
  expect(status).toBe('past_due');
  const { data } = await stripe.charges.list({ customer, limit: 1 }, seller);
  expect(data[0]?.failure_code).toBe('expired_card');
});
