/** What code for older versions sends, which the pinned version calls something else. */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure } from '../resources/scene';
import { stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';
import { billing, day, pass, start, subscribe } from './billing-scene';

/** A request of then, which the types of now do not know. */
const older = <T>(given: object): T => given as T;

async function at(apiVersion: string) {
  const here = await billing();
  return { ...here, old: stripeFor(here.emulator, { apiVersion }) };
}

describe('before 2026-09-30.endive', () => {
  test('a subscription is billed anew by a word, which is refused since', async () => {
    const here = await at('2025-08-27.basil');
    const { id, billing_cycle_anchor: before } = await subscribe(here);
    await pass(here, 3 * day);
    const update = (stripe: Stripe, word: string) =>
      stripe.subscriptions.update(id, older({ billing_cycle_anchor: word }), here.seller);
    expect((await update(here.old, 'unchanged')).billing_cycle_anchor).toBe(before);
    expect((await update(here.old, 'now')).billing_cycle_anchor).toBe(start + 3 * day);
    expect(await failure(update(here.stripe, 'now'))).toMatchObject({
      statusCode: 400,
      param: 'billing_cycle_anchor',
    });
  });

  test('a preview takes the word, and a moment, wherever it stood', async () => {
    const here = await at('2024-06-20');
    const { id, items } = await subscribe(here);
    await pass(here, 3 * day);
    const preview = (anchor: string | number) =>
      here.old.invoices.createPreview(
        { subscription: id, ...older({ subscription_details: { billing_cycle_anchor: anchor } }) },
        here.seller,
      );
    const [anew, kept] = [await preview('now'), await preview('unchanged')];
    expect(anew.lines.data.some(({ period }) => period.start === start + 3 * day)).toBe(true);
    expect(kept.lines.data.some(({ period }) => period.start === start + 3 * day)).toBe(false);
    const headers = { 'stripe-version': '2024-06-20', 'stripe-account': here.account };
    const query = `subscription=${id}&subscription_billing_cycle_anchor=now`;
    const { json } = await call(here.emulator, `/v1/invoices/upcoming?${query}`, { headers });
    expect(json).toMatchObject({ total: anew.total });
    const later = start + 10 * day;
    const fresh = await here.old.invoices.createPreview(
      {
        customer: here.customer,
        ...older<object>({
          subscription_details: { items: [{ price: here.price }], billing_cycle_anchor: later },
        }),
      },
      here.seller,
    );
    expect(fresh.lines.data[0]?.period.end).toBe(later);
    expect(items.data).toHaveLength(1);
  });

  test('an account is rejected for fraud, and says so as it did', async () => {
    const { emulator, stripe } = await billing();
    const old = stripeFor(emulator, { apiVersion: '2024-06-20' });
    const { id } = await stripe.accounts.create({ type: 'custom', country: 'FR' });
    const rejected = await old.accounts.reject(id, older({ reason: 'fraud' }));
    expect(rejected.requirements?.disabled_reason).toBe('rejected.fraud');
    const now = await stripe.accounts.retrieve(id);
    expect(now.requirements?.disabled_reason).toBe('rejected.platform_fraud');
    await expect(stripe.accounts.reject(id, older({ reason: 'fraud' }))).rejects.toThrow(
      'Invalid reason',
    );
  });
});

describe('before 2025-03-31.basil', () => {
  test('an item of an invoice has a price and a unit amount of its own', async () => {
    const { old, stripe, customer, seller } = await at('2024-06-20');
    const { id } = await stripe.prices.create(
      { currency: 'eur', unit_amount: 700, product_data: { name: 'Cup' } },
      seller,
    );
    const priced = await old.invoiceItems.create(
      { customer, quantity: 2, ...older({ price: id }) },
      seller,
    );
    expect(priced).toMatchObject({ amount: 1400, price: { id } });
    const plain = await old.invoiceItems.create(
      { customer, currency: 'eur', quantity: 3, ...older({ unit_amount: 50 }) },
      seller,
    );
    expect(plain.amount).toBe(150);
    const changed = await old.invoiceItems.update(plain.id, older({ unit_amount: 60 }), seller);
    expect(changed.amount).toBe(180);
    const now = stripe.invoiceItems.create({ customer, ...older({ price: id }) }, seller);
    expect(await failure(now)).toMatchObject({ code: 'parameter_unknown', param: 'price' });
  });

  test('the rates of taxes can be asked for where there are none', async () => {
    const { old, seller, ...here } = await at('2024-06-20');
    await subscribe({ ...here, seller });
    const taxes = ['data.total_tax_amounts.tax_rate', 'data.lines.data.tax_amounts'];
    const { data } = await old.invoices.list({ expand: taxes }, seller);
    expect(data).toMatchObject([{ total_tax_amounts: [], lines: { data: [{ tax_amounts: [] }] } }]);
    await expect(here.stripe.invoices.list({ expand: taxes }, seller)).rejects.toThrow(
      'This property cannot be expanded (data.total_tax_amounts).',
    );
  });
});
