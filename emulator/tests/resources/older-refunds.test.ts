/** Refunds as libraries from before `/v1/refunds` ask for them. */
import { expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { charge, cloneCard, saveCard, scene } from './scene';

test('a charge, and its fee, are given back by the paths under them', async () => {
  const made = await scene();
  const { emulator, stripe, seller, account } = made;
  const clone = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
  const { latest_charge: latest } = await charge(made, clone.id, {
    capture_method: 'automatic',
    application_fee_amount: 250,
  });
  const id = String(latest);
  const post = (path: string, body: string, on: Record<string, string>) =>
    call(emulator, path, { method: 'POST', body, headers: on });
  const there = { 'stripe-account': account };
  const first = await post(`/v1/charges/${id}/refunds`, 'amount=100', there);
  expect(first.json).toMatchObject({ object: 'refund', amount: 100, charge: id });
  const path = `/v1/charges/${id}/refunds/${String(first.json.id)}`;
  const read = await call(emulator, path, { headers: there });
  expect(read.json).toMatchObject({ id: first.json.id, amount: 100 });
  const rest = await post(`/v1/charges/${id}/refund`, '', there);
  expect(rest.json).toMatchObject({ object: 'charge', id, refunded: true, amount_refunded: 2500 });
  expect((await post(`/v1/charges/ch_none/refunds`, '', there)).status).toBe(404);
  const other = path.replace(id, 'ch_none');
  expect((await call(emulator, other, { headers: there })).status).toBe(404);
  const { application_fee: fee } = await stripe.charges.retrieve(id, {}, seller);
  const back = await post(`/v1/application_fees/${String(fee)}/refund`, 'amount=50', {});
  expect(back.json).toMatchObject({ object: 'application_fee', id: fee, amount_refunded: 50 });
});
