import { eq, sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import type { PlatformMethodId, SavedMethodId, SetupId } from '../../model/ids';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { buyers, savedMethods, setups } from '../../store/schema';
import { consent } from './consent';
import { finishOpenSetups, finishSetup } from './finish-setup';
import { finishRemovals, removeMethod } from './remove-method';
import { setDefaultMethod } from './set-default-method';
import { startSetup } from './start-setup';
import { openHouse } from '../testing/house';
import { beginSetup, fillCart, newBuyer, openStalls, saveCard } from '../testing/shop';
import { listWallet } from './wallet';
import { mostMethods } from './wallet-size';

const house = openHouse();

describe('saving a card', () => {
  it('makes the Customer once, the SetupIntent with the stored key, and reads the card at Stripe', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    expect(card).toMatchObject({
      brandName: 'Visa',
      last4: '4242',
      isDefault: true,
      expired: false,
    });
    const second = await saveCard(emulator, buyer, 'pm_card_mastercard');
    expect(second).toMatchObject({ brandName: 'Mastercard', isDefault: false });

    const keys = await (await getDb()).select().from(setups).where(eq(setups.buyerId, buyer.id));
    const ours = (await emulator.writes()).filter((write) => !/\/confirm /.test(write));
    expect(ours).toEqual(
      [
        `200 platform /v1/customers customer:${buyer.id}`,
        ...keys.map(({ setupKey }) => `200 platform /v1/setup_intents ${setupKey}`),
      ].sort(),
    );
    expect((await listWallet(buyer.id)).map(({ id }) => id)).toEqual([card.id, second.id]);
  });

  it('stores which consent was shown and when', async () => {
    const buyer = await newBuyer();
    const { id } = await saveCard(house.emulator, buyer, 'pm_card_visa');
    const [row] = await (await getDb()).select().from(savedMethods).where(eq(savedMethods.id, id));
    expect(row?.consentVersion).toBe(consent.version);
    expect(row?.consentAt).toBeInstanceOf(Date);
  });

  it('refuses a consent that is not the one of today', async () => {
    const started = await startSetup(await newBuyer(), { consentVersion: '2001-01-01' });
    expect(started).toMatchObject({ ok: false, reason: 'consent_outdated' });
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('asks for cards alone where nothing else can pay', async () => {
    const kinds = [];
    for (const cardsOnly of [undefined, true] as const) {
      const request = { consentVersion: consent.version, cardsOnly };
      const started = await startSetup(await newBuyer(), request);
      if (!started.ok) throw new Error(started.message);
      const [id = ''] = started.value.clientSecret.split('_secret_');
      const intent = await house.emulator.stripe.setupIntents.retrieve(id);
      kinds.push(intent.payment_method_types);
    }
    expect(kinds).toEqual([['card', 'us_bank_account'], ['card']]);
  });

  it('gives one Customer to two first cards at once', async () => {
    const buyer = await newBuyer();
    await Promise.all([beginSetup(buyer), beginSetup(buyer)]);
    const customers = await house.emulator.stripe.customers.list({ email: buyer.email });
    expect(customers.data).toHaveLength(1);
    const [row] = await (await getDb()).select().from(buyers).where(eq(buyers.id, buyer.id));
    expect(row?.platformCustomerId).toBe(customers.data[0]?.id);
  });

  it('keeps one Customer when the answer to its making was lost for good', async () => {
    const { emulator } = house;
    vi.spyOn(console, 'error').mockReturnValue();
    const buyer = await newBuyer();
    await emulator.fault({ method: 'POST', path: '/v1/customers', action: 'drop', times: 3 });
    const lost = await startSetup(buyer, { consentVersion: consent.version });
    expect(lost).toMatchObject({ ok: false, reason: 'unreachable' });
    await beginSetup(buyer);
    expect((await emulator.stripe.customers.list({ email: buyer.email })).data).toHaveLength(1);
  });

  it('is finished once, however often and at the same time', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { setupId, intentId } = await beginSetup(buyer);
    await emulator.stripe.setupIntents.confirm(intentId, { payment_method: 'pm_card_visa' });
    const all = await Promise.all([1, 2, 3].map(() => finishSetup(buyer, setupId)));
    const again = await finishSetup(buyer, setupId);
    const ids = [...all, again].map((one) => (one.ok ? one.value.id : one.reason));
    expect(new Set(ids).size).toBe(1);
    expect(await listWallet(buyer.id)).toHaveLength(1);
  });

  it('believes Stripe and not the caller: nothing is saved before the SetupIntent succeeded', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { setupId, intentId } = await beginSetup(buyer);
    expect(await finishSetup(buyer, setupId)).toMatchObject({ reason: 'not_finished' });
    await emulator.stripe.setupIntents.confirm(intentId, {
      payment_method: 'pm_card_authenticationRequired',
    });
    expect(await finishSetup(buyer, setupId)).toMatchObject({ reason: 'not_finished' });
    expect(await listWallet(buyer.id)).toEqual([]);
  });

  it('tells a decline in words, and lets the same setup go on with another card', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { setupId, intentId } = await beginSetup(buyer);
    const confirm = (method: string) =>
      emulator.stripe.setupIntents.confirm(intentId, { payment_method: method });
    await expect(confirm('pm_card_chargeDeclinedInsufficientFunds')).rejects.toThrow(
      /insufficient/,
    );
    const declined = await finishSetup(buyer, setupId);
    expect(declined).toMatchObject({ ok: false, reason: 'declined' });
    expect(declined).toMatchObject({
      message: expect.stringContaining('not enough money') as string,
    });
    await confirm('pm_card_visa');
    expect(await finishSetup(buyer, setupId)).toMatchObject({ ok: true });
  });

  it("does not know somebody else's setup", async () => {
    const { emulator } = house;
    const [buyer, stranger] = [await newBuyer(), await newBuyer()];
    const { setupId, intentId } = await beginSetup(buyer);
    await emulator.stripe.setupIntents.confirm(intentId, { payment_method: 'pm_card_visa' });
    expect(await finishSetup(stranger, setupId)).toEqual(
      await finishSetup(stranger, 'set_00000000000000000000' as SetupId),
    );
    expect(await listWallet(stranger.id)).toEqual([]);
  });

  it('sets the card up by the rules of a seller in the cart whose country demands more', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const [american, french] = await openStalls(emulator, 2);
    if (!american || !french) throw new Error('no stalls');
    await fillCart(buyer, [american]);
    const plain = await beginSetup(buyer);
    await fillCart(buyer, [french]);
    const ruled = await beginSetup(buyer);
    const behalfOf = async ({ intentId }: { intentId: string }) =>
      (await emulator.stripe.setupIntents.retrieve(intentId)).on_behalf_of;
    expect(await behalfOf(plain)).toBeNull();
    expect(await behalfOf(ruled)).toBe(french.accountId);
  });
});

describe('the wallet', () => {
  it('has one default, which moves', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    await saveCard(emulator, buyer, 'pm_card_visa');
    const second = await saveCard(emulator, buyer, 'pm_card_mastercard');
    await setDefaultMethod(buyer, second.id);
    const wallet = await listWallet(buyer.id);
    expect(wallet.map(({ id, isDefault }) => [id === second.id, isDefault])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('removes a card at Stripe too, and makes the newest other one the default', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const first = await saveCard(emulator, buyer, 'pm_card_visa');
    const second = await saveCard(emulator, buyer, 'pm_card_mastercard');
    await emulator.forget();
    expect(await removeMethod(buyer, first.id)).toMatchObject({ ok: true });
    expect(await removeMethod(buyer, first.id)).toMatchObject({ ok: true });
    expect(await emulator.writes()).toEqual([
      `200 platform /v1/payment_methods/${first.platformMethodId}/detach detach:${first.id}`,
    ]);
    expect(await listWallet(buyer.id)).toMatchObject([{ id: second.id, isDefault: true }]);
  });

  it('makes no method the default that cannot be copied to sellers', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const older = await saveCard(emulator, buyer, 'pm_card_visa');
    const first = await saveCard(emulator, buyer, 'pm_card_mastercard');
    const db = await getDb();
    const mine = eq(savedMethods.buyerId, buyer.id);
    await db.update(savedMethods).set({ isDefault: false }).where(mine);
    const [row] = await db
      .update(savedMethods)
      .set({ isDefault: true })
      .where(eq(savedMethods.id, first.id))
      .returning();
    if (!row) throw new Error('no card');
    await db.insert(savedMethods).values({
      ...row,
      id: newId<SavedMethodId>('sm'),
      platformMethodId: `pm_sepa_of_${buyer.id}` as PlatformMethodId,
      type: 'sepa_debit',
      setupId: null,
      isDefault: false,
      createdAt: new Date(Date.now() + 60_000),
    });
    expect(await removeMethod(buyer, first.id)).toMatchObject({ ok: true });
    const defaults = (await listWallet(buyer.id)).filter(({ isDefault }) => isDefault);
    expect(defaults.map(({ id }) => id)).toEqual([older.id]);
  });

  it('hides a removed card at once, and finishes at the next visit what Stripe did not hear', async () => {
    const { emulator } = house;
    vi.spyOn(console, 'error').mockReturnValue();
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    // The SDK repeats a lost connection twice by itself.
    const path = '/v1/payment_methods/*';
    await emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    expect(await removeMethod(buyer, card.id)).toMatchObject({ ok: true });
    const status = async () => {
      const [row] = await (
        await getDb()
      )
        .select()
        .from(savedMethods)
        .where(eq(savedMethods.id, card.id));
      return row?.status;
    };
    expect(await status()).toBe('removing');
    expect(await listWallet(buyer.id)).toEqual([]);
    await expect.poll(status, { timeout: 15_000 }).toBe('removed');
    const method = await emulator.stripe.paymentMethods.retrieve(card.platformMethodId);
    expect(method.customer).toBeNull();
  });

  it('finds a card that Stripe has and whose browser died before it told us', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { intentId } = await beginSetup(buyer);
    await beginSetup(buyer);
    await emulator.stripe.setupIntents.confirm(intentId, { payment_method: 'pm_card_visa' });
    const look = async () => (await listWallet(buyer.id)).map(({ last4 }) => last4);
    await expect.poll(look, { timeout: 15_000 }).toEqual(['4242']);
  });

  it('does not ask Stripe about a setup of the day before yesterday', async () => {
    const buyer = await newBuyer();
    const { setupId } = await beginSetup(buyer);
    const db = await getDb();
    const old = sql`now() - interval '25 hours'`;
    await db.update(setups).set({ createdAt: old }).where(eq(setups.id, setupId));
    await house.emulator.forget();
    await finishOpenSetups(buyer.id);
    expect(await house.emulator.calls()).toEqual([]);
  });

  it('holds no card too many, though its setup was begun while there was room', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    const late = await beginSetup(buyer);
    const db = await getDb();
    const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, card.id));
    if (!row) throw new Error('no card');
    await db.insert(savedMethods).values(
      Array.from({ length: mostMethods - 1 }, (_, index) => ({
        ...row,
        id: newId<SavedMethodId>('sm'),
        platformMethodId: `pm_of_${buyer.id}_${index}` as PlatformMethodId,
        setupId: null,
        isDefault: false,
      })),
    );
    const { payment_method } = await emulator.stripe.setupIntents.confirm(late.intentId, {
      payment_method: 'pm_card_mastercard',
    });
    const answers = await Promise.all([1, 2].map(() => finishSetup(buyer, late.setupId)));
    expect(answers.map(({ ok }) => ok)).toEqual([false, false]);
    expect(answers).toContainEqual(expect.objectContaining({ reason: 'wallet_full' }));
    expect(await listWallet(buyer.id)).toHaveLength(mostMethods);
    const customer = async () =>
      (await emulator.stripe.paymentMethods.retrieve(String(payment_method))).customer;
    await expect.poll(customer, { timeout: 15_000 }).toBeNull();
  });

  it('takes only "gone" and "not attached" for a card that is off; other refusals are tried again', async () => {
    const { emulator } = house;
    vi.spyOn(console, 'error').mockReturnValue();
    const statusOf = async (id: SavedMethodId) => {
      const db = await getDb();
      const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, id));
      return row?.status;
    };
    const buyer = await newBuyer();
    const detached = await saveCard(emulator, buyer, 'pm_card_visa');
    await emulator.stripe.paymentMethods.detach(detached.platformMethodId);
    await removeMethod(buyer, detached.id);
    expect(await statusOf(detached.id)).toBe('removed');

    const refused = await saveCard(emulator, buyer, 'pm_card_mastercard');
    await emulator.fault({
      method: 'POST',
      path: '/v1/payment_methods/*',
      action: 'fail',
      status: 403,
      error: { type: 'invalid_request_error', message: 'no' },
    });
    await removeMethod(buyer, refused.id);
    expect(await statusOf(refused.id)).toBe('removing');
    await emulator.clearFaults();
    await finishRemovals(buyer.id);
    expect(await statusOf(refused.id)).toBe('removed');
  });

  it("does not know somebody else's card", async () => {
    const [buyer, stranger] = [await newBuyer(), await newBuyer()];
    const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
    const unknown = 'sm_00000000000000000000' as SavedMethodId;
    expect(await removeMethod(stranger, card.id)).toEqual(await removeMethod(stranger, unknown));
    expect(await setDefaultMethod(stranger, card.id)).toEqual(
      await setDefaultMethod(stranger, unknown),
    );
    expect(await listWallet(buyer.id)).toHaveLength(1);
  });
});
