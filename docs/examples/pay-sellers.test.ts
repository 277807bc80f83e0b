import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../lib/payments/testing/emulator';
import { openAccount } from '../../lib/payments/testing/shop';
import { beginSaving, payLeg, payLegs, savedMethod, type Leg, type Ledger } from './pay-sellers';

let emulator: Emulator;
let sellers: string[] = [];
beforeAll(async () => {
  emulator = await startEmulator();
  sellers = await Promise.all(
    ['US', 'FR', 'JP'].map((country, index) => openAccount(emulator, index, country)),
  );
});
afterAll(() => emulator?.stop());
beforeEach(() => emulator.forget());

async function saved(testMethod: string) {
  const { stripe } = emulator;
  const customer = await stripe.customers.create({ name: 'Jenny Rosen' });
  const setup = await beginSaving(stripe, customer.id, `setup:${customer.id}`);
  expect(await savedMethod(stripe, setup.id)).toBeNull();
  await stripe.setupIntents.confirm(setup.id, {
    payment_method: testMethod,
    return_url: 'http://localhost:3000/wallet',
  });
  const method = await savedMethod(stripe, setup.id);
  if (!method) throw new Error('the card was not saved');
  return { customer: customer.id, method };
}

function ledger() {
  const rows = new Map<string, Record<string, unknown>>();
  const store = async (id: string, more: object) => {
    rows.set(id, { ...rows.get(id), ...more });
  };
  const kept: Ledger = {
    storeClone: (id, clone) => store(id, { clone }),
    storeEnding: (id, ending) => store(id, ending),
  };
  return { rows, kept };
}

let number = 0;
const legOf = (account: string, card: { customer: string; method: string }): Leg => {
  const [amount, fee, currency] = [4_200, 420, 'usd'];
  return {
    id: `leg_${++number}`,
    account,
    amount,
    fee,
    currency,
    ...card,
    attempt: 1,
    clone: null,
  };
};

const paidOn = async (account: string) =>
  (await emulator.stripe.paymentIntents.list({}, { stripeAccount: account })).data.filter(
    ({ status }) => status === 'succeeded',
  ).length;

it('pays three sellers with one card, which stays saved', async () => {
  const card = await saved('pm_card_visa');
  const legs = sellers.map((account) => legOf(account, card));
  const { rows, kept } = ledger();
  await payLegs(emulator.stripe, kept, legs);
  expect(legs.map(({ id }) => rows.get(id)?.state)).toEqual(['paid', 'paid', 'paid']);
  const { customer } = await emulator.stripe.paymentMethods.retrieve(card.method);
  expect(customer).toBe(card.customer);
});

it('tells a card that is declined from one whose bank asks, and pays the other sellers', async () => {
  const good = await saved('pm_card_visa');
  const bad = await saved('pm_card_chargeCustomerFail');
  // Saved without its bank, which therefore asks at the charge.
  const { customer } = good;
  const { id: method } = await emulator.stripe.paymentMethods.attach(
    'pm_card_authenticationRequired',
    { customer },
  );
  const asking = { customer, method };
  const legs = [good, bad, asking].map((card, at) => legOf(sellers[at] ?? '', card));
  const { rows, kept } = ledger();
  await payLegs(emulator.stripe, kept, legs);
  expect(legs.map(({ id }) => rows.get(id))).toMatchObject([
    { state: 'paid' },
    { state: 'declined' },
    { state: 'action_needed' },
  ]);
});

it.each(['/v1/payment_methods', '/v1/payment_intents'])(
  'charges once when the answer of %s is lost',
  async (path) => {
    const card = await saved('pm_card_visa');
    const leg = legOf(sellers[0] ?? '', card);
    const before = await paidOn(leg.account);
    const { rows, kept } = ledger();
    // The SDK repeats a call twice by itself; then it gives up.
    await emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await expect(payLeg(emulator.stripe, kept, leg)).rejects.toThrow(/connection/i);
    await emulator.clearFaults();
    const clone = (rows.get(leg.id)?.clone ?? null) as string | null;
    await payLeg(emulator.stripe, kept, { ...leg, clone });
    expect(rows.get(leg.id)).toMatchObject({ state: 'paid' });
    expect(await paidOn(leg.account)).toBe(before + 1);
  },
);

it('says what Stripe refused', async () => {
  const card = await saved('pm_card_visa');
  const leg = { ...legOf(sellers[0] ?? '', card), fee: 5_000 };
  const { rows, kept } = ledger();
  await payLeg(emulator.stripe, kept, leg);
  expect(rows.get(leg.id)).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('application_fee_amount') as string,
  });
});
