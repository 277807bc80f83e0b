import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { legs, savedMethods } from '../../store/schema';
import { finishSetup } from './finish-setup';
import { readOwnOrder } from '../orders';
import { payLeg } from '../pay-leg';
import { finishRemovals, removeMethod } from './remove-method';
import { retryLeg } from '../retry-leg';
import { startCheckout } from '../start-checkout';
import { startVerification } from './start-verification';
import { openHouse } from '../testing/house';
import { freeLease } from '../testing/orders';
import {
  beginSetup,
  fillCart,
  mandate,
  newBuyer,
  openStalls,
  saveBankAccount,
  saveCard,
  type Stall,
} from '../testing/shop';
import { listWallet } from './wallet';

const house = openHouse();
let dollars: Stall;
let euros: Stall;

beforeAll(async () => {
  [dollars, euros] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
});
beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue();
});

const holder = { name: 'Jenny Rosen', email: 'jenny@souk.example' };
/** Saves a bank account by its numbers: the server's half, what the browser does by the SDK. */
async function typedAccount(buyer: SessionUser, account = '000123456789') {
  const { setupId, intentId } = await beginSetup(buyer);
  await house.emulator.stripe.setupIntents.confirm(intentId, {
    payment_method_data: {
      type: 'us_bank_account',
      billing_details: holder,
      us_bank_account: {
        account_holder_type: 'individual',
        account_number: account,
        routing_number: '110000000',
      },
    },
    mandate_data: mandate,
  });
  const finished = await finishSetup(buyer, setupId);
  if (!finished.ok) throw new Error(finished.message);
  return { setupId, intentId, method: finished.value };
}

const readyAccount = (buyer: SessionUser, id?: string) =>
  saveBankAccount(house.emulator, buyer, id);

async function bought(buyer: SessionUser, method: SavedMethodView, stalls: readonly Stall[]) {
  const quote = await fillCart(buyer, stalls);
  return startCheckout(buyer, { quote, savedMethodId: method.id });
}

/** Puts the emulator's clock forward until debits are decided, then lets the leg be looked at. */
async function daysLater(buyer: SessionUser, orderId: never) {
  const response = await fetch(`${house.emulator.url}/_emulator/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance_seconds: 5 * 86_400 }),
  });
  expect(response.ok, await response.text()).toBe(true);
  const [leg] = (await readOwnOrder(buyer.id, orderId))?.legs ?? [];
  if (!leg) throw new Error('no leg');
  await freeLease(leg.id);
  await payLeg(leg.id);
  return (await readOwnOrder(buyer.id, orderId))?.legs[0];
}

describe('a bank account whose numbers were typed', () => {
  it('waits in the wallet until its buyer told what arrived; then it can pay', async () => {
    const buyer = await newBuyer();
    const { setupId, intentId, method } = await typedAccount(buyer);
    expect(method).toMatchObject({
      type: 'us_bank_account',
      brandName: 'US bank account',
      last4: '6789',
      isDefault: false,
      cannotPay: expect.stringContaining('not verified yet') as string,
      verification: { setupId },
    });
    expect(await finishSetup(buyer, setupId, 'fr')).toMatchObject({
      value: { cannotPay: expect.not.stringContaining('not verified yet') as string },
    });
    expect(await bought(buyer, method, [dollars])).toMatchObject({ reason: 'card_unusable' });
    const secret = await startVerification(buyer, setupId);
    expect(secret).toMatchObject({ ok: true });
    expect(await startVerification(await newBuyer(), setupId)).toMatchObject({
      reason: 'not_found',
    });
    await house.emulator.stripe.setupIntents.verifyMicrodeposits(intentId, { amounts: [32, 45] });
    expect(await finishSetup(buyer, setupId)).toMatchObject({
      ok: true,
      value: { id: method.id, cannotPay: null, verification: null, isDefault: true },
    });
    expect(await startVerification(buyer, setupId)).toMatchObject({ reason: 'nothing_to_verify' });
    expect(await bought(buyer, method, [dollars])).toMatchObject({ ok: true });
  });

  it('verified elsewhere is learnt when the wallet is opened, also weeks later', async () => {
    const buyer = await newBuyer();
    const { intentId, method } = await typedAccount(buyer);
    await (await getDb()).execute(sql`update setups set created_at = now() - interval '8 days'`);
    await house.emulator.stripe.setupIntents.verifyMicrodeposits(intentId, {
      descriptor_code: 'SM11AA',
    });
    await expect
      .poll(
        async () => (await listWallet(buyer.id)).find(({ id }) => id === method.id)?.cannotPay,
        { timeout: 15_000 },
      )
      .toBeNull();
  });

  it('with too many wrong answers cannot pay, says so, and can be removed', async () => {
    const buyer = await newBuyer();
    const { setupId, intentId, method } = await typedAccount(buyer);
    await expect(
      house.emulator.stripe.setupIntents.verifyMicrodeposits(intentId, { amounts: [10, 11] }),
    ).rejects.toThrow(/exceeded/);
    expect(await finishSetup(buyer, setupId)).toMatchObject({ reason: 'declined' });
    const [shown] = await listWallet(buyer.id);
    expect(shown?.cannotPay).toMatch(/could not be verified/);
    await removeMethod(buyer, method.id);
    expect(await listWallet(buyer.id)).toEqual([]);
    const [row] = await (
      await getDb()
    )
      .select()
      .from(savedMethods)
      .where(eq(savedMethods.id, method.id));
    expect(row?.status).toBe('removed');
  });
});

describe('a bank account that is removed before it was verified', () => {
  const statusOf = async (intentId: string) =>
    (await house.emulator.stripe.setupIntents.retrieve(intentId)).status;

  it('cannot become verified any more', async () => {
    const buyer = await newBuyer();
    const { setupId, intentId, method } = await typedAccount(buyer);
    await house.emulator.forget();
    await removeMethod(buyer, method.id);
    expect(await house.emulator.writes()).toEqual([
      `200 platform /v1/setup_intents/${intentId}/cancel cancel:${setupId}`,
      // It was attached to nobody yet.
      expect.stringMatching(/^400 platform \S+\/detach detach:sm_/),
    ]);
    expect(await statusOf(intentId)).toBe('canceled');
    await expect(
      house.emulator.stripe.setupIntents.verifyMicrodeposits(intentId, { amounts: [32, 45] }),
    ).rejects.toThrow();
    expect(await finishSetup(buyer, setupId)).toMatchObject({ reason: 'canceled' });
    expect(await listWallet(buyer.id)).toEqual([]);
  });

  it('is let go on a later visit when the answer was lost, by the same key', async () => {
    const buyer = await newBuyer();
    const { setupId, intentId, method } = await typedAccount(buyer);
    await house.emulator.forget();
    const path = `/v1/setup_intents/${intentId}/cancel`;
    await house.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    await removeMethod(buyer, method.id);
    await finishRemovals(buyer.id);
    const keys = (await house.emulator.calls())
      .filter((call) => call.path === path)
      .map(({ idempotency_key }) => idempotency_key);
    expect(keys).toHaveLength(4);
    expect(new Set(keys)).toEqual(new Set([`cancel:${setupId}`]));
    expect(await statusOf(intentId)).toBe('canceled');
  });

  it('is detached when it was verified a moment before', async () => {
    const buyer = await newBuyer();
    const { intentId, method } = await typedAccount(buyer);
    await house.emulator.stripe.setupIntents.verifyMicrodeposits(intentId, { amounts: [32, 45] });
    await removeMethod(buyer, method.id);
    const intent = await house.emulator.stripe.setupIntents.retrieve(intentId, {
      expand: ['payment_method'],
    });
    expect(intent).toMatchObject({ status: 'succeeded', payment_method: { customer: null } });
    expect(await listWallet(buyer.id)).toEqual([]);
  });
});

describe('a bank account that pays', () => {
  it('is cloned and debited on the account; the leg is processing, and paid days later', async () => {
    const buyer = await newBuyer();
    const method = await readyAccount(buyer);
    await house.emulator.forget();
    const order = await bought(buyer, method, [dollars]);
    if (!order.ok) throw new Error(order.message);
    const before = (await readOwnOrder(buyer.id, order.value.orderId))?.legs[0];
    expect(before).toMatchObject({ state: 'processing' });
    expect(await house.emulator.writes()).toEqual(
      [
        `200 ${dollars.accountId} /v1/payment_intents charge:${before?.id}:1`,
        `200 ${dollars.accountId} /v1/payment_methods clone:${before?.id}:1`,
      ].sort(),
    );
    const charged = (await house.emulator.calls()).find(
      ({ path }) => path === '/v1/payment_intents',
    );
    expect(charged?.parameters).toMatchObject({
      allowed_payment_method_types: ['us_bank_account'],
      off_session: 'true',
    });
    expect(charged?.parameters).not.toHaveProperty('mandate_data');
    expect(await daysLater(buyer, order.value.orderId as never)).toMatchObject({ state: 'paid' });
  });

  it('without enough money: declined days later, and a card pays in its place', async () => {
    const buyer = await newBuyer();
    const method = await readyAccount(buyer, 'pm_usBankAccount_insufficientFunds');
    const order = await bought(buyer, method, [dollars]);
    if (!order.ok) throw new Error(order.message);
    const leg = await daysLater(buyer, order.value.orderId as never);
    expect(leg).toMatchObject({ state: 'declined', canRetry: true });
    const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
    const legId = leg?.id as never;
    await retryLeg(
      buyer,
      { orderId: order.value.orderId, legId },
      { savedMethodId: card.id, attempt: 1 },
    );
    const [row] = await (await getDb()).select().from(legs).where(eq(legs.id, legId));
    expect(row?.state).toBe('paid');
  });

  it('pays in place of a card whose bank asks for its buyer, by the same PaymentIntent', async () => {
    const buyer = await newBuyer();
    const method = await readyAccount(buyer);
    const card = await saveCard(house.emulator, buyer, 'pm_card_authenticationRequired');
    const order = await bought(buyer, card, [dollars]);
    if (!order.ok) throw new Error(order.message);
    const { orderId } = order.value;
    const asked = (await readOwnOrder(buyer.id, orderId))?.legs[0];
    expect(asked?.state).toBe('action_needed');
    const legId = asked?.id as never;
    await retryLeg(buyer, { orderId, legId }, { savedMethodId: method.id, attempt: 1 });
    const debited = (await readOwnOrder(buyer.id, orderId))?.legs[0];
    expect(debited?.state).toBe('processing');
    expect(await daysLater(buyer, orderId as never)).toMatchObject({ state: 'paid' });
  });

  it('pays in dollars alone', async () => {
    const buyer = await newBuyer();
    const method = await readyAccount(buyer);
    const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
    expect(await bought(buyer, method, [dollars, euros])).toMatchObject({
      reason: 'card_unusable',
      message: expect.stringContaining('US dollars only') as string,
    });
    const quote = await fillCart(buyer, []);
    const order = await startCheckout(buyer, {
      quote,
      savedMethodId: method.id,
      cards: [{ sellerId: euros.sellerId, savedMethodId: card.id }],
    });
    if (!order.ok) throw new Error(order.message);
    const view = await readOwnOrder(buyer.id, order.value.orderId);
    expect(view?.legs.map(({ state }) => state)).toEqual(['processing', 'paid']);
  });
});
