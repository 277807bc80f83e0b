/** One-off invoices (docs.stripe.com/invoicing/integration/workflow-transitions). */
import { expect, test } from 'vitest';
import { atTheBank, failure } from '../resources/scene';
import {
  billing,
  day,
  draft,
  eventCount,
  eventsSince,
  give,
  hour,
  pass,
  start,
} from './billing-scene';

test('a draft is finalized, paid with the default card, and booked with the fee', async () => {
  const here = await billing();
  const { stripe, seller, customer, account } = here;
  const made = await draft(here, { application_fee_amount: 300 });
  expect(made).toMatchObject({
    status: 'draft',
    auto_advance: false,
    automatically_finalizes_at: null,
    billing_reason: 'manual',
    number: null,
    total: 2500,
    amount_due: 2500,
    lines: { total_count: 2 },
    created: start,
  });
  const from = await eventCount(here);
  const open = await stripe.invoices.finalizeInvoice(
    made.id,
    { expand: ['confirmation_secret', 'payments'] },
    seller,
  );
  expect(open).toMatchObject({ status: 'open', amount_remaining: 2500, effective_at: start });
  expect(open.number).toMatch(/^[A-Z0-9]{8}-0001$/);
  expect(open.confirmation_secret).toMatchObject({
    type: 'payment_intent',
    client_secret: expect.stringMatching(/^pi_\w+_secret_\w+$/),
  });
  expect(open.payments?.data).toMatchObject([{ status: 'open', amount_requested: 2500 }]);
  const paid = await stripe.invoices.pay(made.id, { expand: ['payments'] }, seller);
  expect(paid).toMatchObject({
    status: 'paid',
    amount_paid: 2500,
    amount_remaining: 0,
    attempt_count: 1,
    attempted: true,
    status_transitions: { finalized_at: start, paid_at: start },
  });
  expect(await eventsSince(here, from)).toEqual([
    'invoice.finalized',
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'invoice.updated',
    'invoice_payment.paid',
    'invoice.paid',
    'invoice.payment_succeeded',
  ]);
  const [payment] = paid.payments?.data ?? [];
  expect(payment).toMatchObject({ status: 'paid', amount_paid: 2500, is_default: true });
  const intent = String(payment?.payment.payment_intent);
  const { data } = await stripe.invoicePayments.list(
    { payment: { type: 'payment_intent', payment_intent: intent } },
    seller,
  );
  expect(data.map(({ invoice }) => invoice)).toEqual([made.id]);
  const [charge] = (await stripe.charges.list({ customer }, seller)).data;
  expect(charge).toMatchObject({ amount: 2500, application_fee_amount: 300 });
  const fees = await stripe.applicationFees.list();
  expect(fees.data).toMatchObject([{ account, amount: 300, charge: charge?.id }]);
});

test('a statement may be named for it', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await draft(here, { statement_descriptor: 'MUGS' });
  await stripe.invoices.pay(id, {}, seller);
  const [charge] = (await stripe.charges.list({ customer }, seller)).data;
  expect(charge?.statement_descriptor_suffix).toBe('MUGS');
});

test('a draft that advances by itself is finalized and paid an hour later', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const made = await draft(here, { auto_advance: true });
  expect(made).toMatchObject({
    automatically_finalizes_at: start + hour,
    next_payment_attempt: start + hour,
  });
  await pass(here, hour - 1);
  expect((await stripe.invoices.retrieve(made.id, {}, seller)).status).toBe('draft');
  await pass(here, 1);
  expect(await stripe.invoices.retrieve(made.id, {}, seller)).toMatchObject({
    status: 'paid',
    next_payment_attempt: null,
    status_transitions: { finalized_at: start + hour, paid_at: start + hour },
  });
});

test('a decline leaves it open, and another card pays it', async () => {
  const here = await billing('pm_card_chargeCustomerFail');
  const { stripe, seller } = here;
  const made = await draft(here);
  const error = await failure(stripe.invoices.pay(made.id, {}, seller));
  expect([error.statusCode, error.code]).toEqual([402, 'card_declined']);
  const open = await stripe.invoices.retrieve(made.id, {}, seller);
  expect(open).toMatchObject({ status: 'open', attempted: true, attempt_count: 1 });
  const payment_method = await give(here, 'pm_card_visa');
  const paid = await stripe.invoices.pay(made.id, { payment_method }, seller);
  expect(paid).toMatchObject({ status: 'paid', attempt_count: 1 });
});

test('one that advances is tried again and again, and given up in the end', async () => {
  const here = await billing('pm_card_chargeCustomerFail', {
    settings: { dunning: { retryDays: [1, 4], end: 'cancel' } },
  });
  const { stripe, seller, customer } = here;
  const { id } = await draft(here, { auto_advance: true });
  const read = () => stripe.invoices.retrieve(id, {}, seller);
  await pass(here, hour);
  expect(await read()).toMatchObject({
    attempt_count: 1,
    next_payment_attempt: start + hour + day,
  });
  expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({
    delinquent: true,
  });
  await pass(here, day);
  expect(await read()).toMatchObject({
    attempt_count: 2,
    next_payment_attempt: start + hour + 4 * day,
  });
  await pass(here, 3 * day);
  expect(await read()).toMatchObject({
    status: 'open',
    attempt_count: 3,
    next_payment_attempt: null,
  });
  expect((await stripe.charges.list({ customer }, seller)).data).toHaveLength(3);
});

test('one that was finalized by hand is collected once that is switched on', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const { id } = await draft(here);
  const open = await stripe.invoices.finalizeInvoice(id, { auto_advance: false }, seller);
  expect(open).toMatchObject({ auto_advance: false, next_payment_attempt: null });
  await pass(here, day);
  const set = (auto_advance: boolean) => stripe.invoices.update(id, { auto_advance }, seller);
  const at = start + day + hour;
  expect(await set(true)).toMatchObject({ auto_advance: true, next_payment_attempt: at });
  expect(await set(false)).toMatchObject({ auto_advance: false, next_payment_attempt: null });
  await pass(here, day);
  expect((await set(true)).status).toBe('open');
  await pass(here, hour);
  expect(await stripe.invoices.retrieve(id, {}, seller)).toMatchObject({
    ...{ status: 'paid', attempt_count: 1, next_payment_attempt: null },
  });
});

test('one whose retries were switched off goes on with those that are left, and with one more', async () => {
  const here = await billing('pm_card_chargeCustomerFail', {
    settings: { dunning: { retryDays: [1, 4, 6], end: 'cancel' } },
  });
  const { stripe, seller } = here;
  const { id } = await draft(here, { auto_advance: true });
  const set = (auto_advance: boolean) => stripe.invoices.update(id, { auto_advance }, seller);
  const failed = start + hour;
  await pass(here, hour);
  expect((await set(false)).next_payment_attempt).toBeNull();
  await pass(here, 2 * day);
  expect(await set(true)).toMatchObject({
    ...{ attempt_count: 1, next_payment_attempt: failed + 4 * day },
  });
  await pass(here, 2 * day);
  const tried = await stripe.invoices.retrieve(id, {}, seller);
  expect(tried).toMatchObject({ attempt_count: 2, next_payment_attempt: failed + 6 * day });
  await set(false);
  await pass(here, 5 * day);
  expect((await set(true)).next_payment_attempt).toBe(failed + 9 * day + hour);
  await pass(here, hour);
  expect(await stripe.invoices.retrieve(id, {}, seller)).toMatchObject({
    ...{ status: 'open', attempt_count: 3, next_payment_attempt: null },
  });
});

test('a card that was refused for good is not asked again, a new one is', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const wants = await give(here, 'pm_card_authenticationRequired');
  const { id } = await draft(here, { auto_advance: true, default_payment_method: wants });
  await pass(here, 3 * day);
  const waiting = await stripe.invoices.retrieve(id, { expand: ['payments'] }, seller);
  // The second was planned and counted, and nobody was asked.
  expect(waiting).toMatchObject({
    ...{ status: 'open', attempt_count: 2, next_payment_attempt: start + hour + 3 * day },
  });
  const events = await eventsSince(here, 0);
  const once = ['payment_intent.requires_action', 'invoice.payment_failed'];
  expect(events.filter((type) => once.includes(type))).toEqual(once);
  expect(events).toContain('invoice.payment_action_required');
  await stripe.invoices.update(
    id,
    { default_payment_method: await give(here, 'pm_card_visa') },
    seller,
  );
  await pass(here, 2 * day);
  expect(await stripe.invoices.retrieve(id, {}, seller)).toMatchObject({
    ...{ status: 'paid', attempt_count: 3 },
  });
  expect((await stripe.charges.list({ customer }, seller)).data).toHaveLength(1);
});

test('a card that asks: paid at the bank', async () => {
  const here = await billing('pm_card_authenticationRequired');
  const { stripe, seller, emulator } = here;
  const made = await draft(here);
  const error = await failure(stripe.invoices.pay(made.id, {}, seller));
  expect([error.statusCode, error.code]).toEqual([402, 'invoice_payment_intent_requires_action']);
  const { payments } = await stripe.invoices.retrieve(
    made.id,
    { expand: ['payments.data.payment.payment_intent'] },
    seller,
  );
  const intent = payments?.data[0]?.payment.payment_intent;
  if (typeof intent !== 'object') throw new Error('not expanded');
  expect(intent.status).toBe('requires_action');
  await atTheBank(emulator, intent, 'authenticate');
  expect(await stripe.invoices.retrieve(made.id, {}, seller)).toMatchObject({ status: 'paid' });
});

test('void, uncollectible and paid elsewhere', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const open = async () =>
    (await stripe.invoices.finalizeInvoice((await draft(here)).id, {}, seller)).id;
  const gone = await stripe.invoices.voidInvoice(await open(), { expand: ['payments'] }, seller);
  expect(gone).toMatchObject({ status: 'void', payments: { data: [{ status: 'canceled' }] } });
  const bad = await stripe.invoices.markUncollectible(await open(), {}, seller);
  expect(bad.status).toBe('uncollectible');
  expect((await stripe.invoices.pay(bad.id, {}, seller)).status).toBe('paid');
  const elsewhere = await stripe.invoices.pay(await open(), { paid_out_of_band: true }, seller);
  expect(elsewhere).toMatchObject({ status: 'paid', amount_paid_off_stripe: 2500 });
  const { data } = await stripe.paymentIntents.list({ limit: 3 }, seller);
  expect(data.map(({ status }) => status)).toEqual(['canceled', 'succeeded', 'canceled']);
});

test('what a customer is owed is taken off, and a credit is kept', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  await stripe.customers.createBalanceTransaction(
    customer,
    { amount: -1000, currency: 'eur' },
    seller,
  );
  const { id } = await draft(here);
  expect(await stripe.invoices.pay(id, {}, seller)).toMatchObject({
    total: 2500,
    starting_balance: -1000,
    ending_balance: 0,
    amount_due: 1500,
    amount_paid: 1500,
  });
  const credit = await stripe.invoices.create({ customer, currency: 'eur' }, seller);
  await stripe.invoiceItems.create(
    { customer, invoice: credit.id, amount: -700, currency: 'eur' },
    seller,
  );
  expect(await stripe.invoices.finalizeInvoice(credit.id, {}, seller)).toMatchObject({
    status: 'paid',
    amount_due: 0,
    ending_balance: -700,
  });
  expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: -700 });
  const { data } = await stripe.customers.listBalanceTransactions(customer, {}, seller);
  expect(data.map(({ amount, type }) => [amount, type])).toEqual([
    [-700, 'invoice_too_large'],
    [1000, 'applied_to_invoice'],
    [-1000, 'adjustment'],
  ]);
});

test('who voids an invoice gives the credit back that went into it', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const credit = { amount: -1000, currency: 'eur' };
  await stripe.customers.createBalanceTransaction(customer, credit, seller);
  const { id } = await draft(here);
  const { amount_due } = await stripe.invoices.finalizeInvoice(id, {}, seller);
  expect(amount_due).toBe(1500);
  await stripe.invoices.voidInvoice(id, {}, seller);
  expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: -1000 });
  const { data } = await stripe.customers.listBalanceTransactions(customer, {}, seller);
  expect(data.map(({ amount, invoice, type }) => [amount, invoice, type])).toEqual([
    [-1000, id, 'unapplied_from_invoice'],
    [1000, id, 'applied_to_invoice'],
    [-1000, null, 'adjustment'],
  ]);
  const of = async (invoice: string) =>
    (await stripe.customers.listBalanceTransactions(customer, { invoice }, seller)).data;
  expect((await of(id)).map(({ amount }) => amount)).toEqual([-1000, 1000]);
  expect(await of('in_of_another')).toEqual([]);
});
