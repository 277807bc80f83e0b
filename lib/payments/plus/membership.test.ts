import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { plusOffer } from '../../catalog/plus';
import type { PlatformMethodId, SavedMethodId } from '../../model/ids';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { memberships, savedMethods } from '../../store/schema';
import { askRefund } from '../refunds/ask-refund';
import { plusConsent } from '../wallet/consent';
import { finishMembership } from './finish-membership';
import { listRefunds } from '../../operator/list-refunds';
import { readOwnOrder } from '../orders';
import { plusView } from './plus-view';
import { startCheckout } from '../start-checkout';
import { startMembership } from './start-membership';
import { paidOrder } from '../testing/after-sale';
import { answerBank } from '../testing/bank';
import { openHouse } from '../testing/house';
import {
  askForPlus,
  beginPlus,
  membershipRow,
  membershipRows,
  onPlatform,
  payWith,
} from '../testing/membership';
import { fillCart, newBuyer, openStalls, saveBankAccount, saveCard } from '../testing/shop';
import { listWallet } from '../wallet/wallet';
import { mostMethods } from '../wallet/wallet-size';

const house = openHouse();
const { amount: price, currency } = plusOffer;

describe('a new card', () => {
  it('pays the platform alone, stays in the wallet with its consent, and then pays a seller', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });

    const intent = await emulator.stripe.paymentIntents.retrieve(intentId, {
      expand: ['latest_charge'],
    });
    expect(intent).toMatchObject({
      amount_received: price,
      currency,
      setup_future_usage: 'off_session',
      application_fee_amount: null,
      on_behalf_of: null,
      transfer_data: null,
      metadata: { membership: membershipId, buyer: buyer.id },
      latest_charge: { application_fee: null, destination: null },
    });
    const { id: chargeId } = intent.latest_charge as { id: string };
    // On the platform's own balance, a moment after the charge.
    await expect
      .poll(async () => {
        const { balance_transaction: entry } = await emulator.stripe.charges.retrieve(chargeId, {
          expand: ['balance_transaction'],
        });
        return entry;
      })
      .toMatchObject({ amount: price, currency, type: 'charge' });

    const [card] = await listWallet(buyer.id);
    expect(card).toMatchObject({ last4: '4242', isDefault: true, cannotPay: null });
    const [kept] = await savedOf(card?.id as SavedMethodId);
    expect(kept).toMatchObject({ consentVersion: plusConsent.version, setupId: null });
    expect(kept?.consentAt).toBeInstanceOf(Date);
    const row = await membershipRow(membershipId);
    expect(row).toMatchObject({
      state: 'paid',
      savedMethodId: card?.id,
      platformChargeId: chargeId,
      consentVersion: plusConsent.version,
    });
    const view = await plusView(buyer.id);
    expect(view).toMatchObject({
      memberUntil: row.paidUntil?.toISOString(),
      canBuy: false,
      running: null,
      paid: [{ id: membershipId, card: 'Visa ending in 4242', price: { amount: price } }],
    });
    expect(new Date(view.memberUntil ?? '').getUTCFullYear()).toBe(
      new Date(view.paid[0]?.paidAt ?? '').getUTCFullYear() + 1,
    );

    const stalls = await openStalls(emulator, 2);
    const quote = await fillCart(buyer, stalls);
    const checkout = await startCheckout(buyer, {
      quote,
      savedMethodId: card?.id as SavedMethodId,
    });
    if (!checkout.ok) throw new Error(checkout.message);
    const order = await readOwnOrder(buyer.id, checkout.value.orderId);
    expect(order?.legs.map(({ state }) => state)).toEqual(['paid', 'paid']);
  });

  it('is confirmed with its bank first, and then pays sellers without its buyer', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    const asked = await payWith(emulator, intentId, 'pm_card_authenticationRequiredOnSetup');
    expect(asked.status).toBe('requires_action');
    expect(await finishMembership(buyer, membershipId)).toMatchObject({
      ok: false,
      reason: 'not_finished',
    });
    await answerBank(emulator, asked, 'authenticate');
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });
    const [card] = await listWallet(buyer.id);
    const quote = await fillCart(buyer, await openStalls(emulator, 1));
    const checkout = await startCheckout(buyer, {
      quote,
      savedMethodId: card?.id as SavedMethodId,
    });
    if (!checkout.ok) throw new Error(checkout.message);
    const order = await readOwnOrder(buyer.id, checkout.value.orderId);
    expect(order?.legs.map(({ state }) => state)).toEqual(['paid']);
  });

  it('that is declined keeps nothing, and another pays the same PaymentIntent', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await expect(payWith(emulator, intentId, 'pm_card_chargeDeclined')).rejects.toThrow();
    expect(await finishMembership(buyer, membershipId)).toMatchObject({
      ok: false,
      reason: 'declined',
      message: expect.stringContaining('The bank declined this card.') as string,
    });
    expect(await listWallet(buyer.id)).toEqual([]);
    expect(await beginPlus(buyer)).toEqual({ membershipId, intentId });
    await payWith(emulator, intentId, 'pm_card_mastercard');
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });
    expect((await listWallet(buyer.id)).map(({ brandName }) => brandName)).toEqual(['Mastercard']);
    expect(await onPlatform(emulator, buyer)).toMatchObject({ intents: ['succeeded'] });
  });

  it('that its bank does not recognise pays nothing', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    const asked = await payWith(emulator, intentId, 'pm_card_authenticationRequired');
    await answerBank(emulator, asked, 'fail');
    expect(await finishMembership(buyer, membershipId)).toMatchObject({
      reason: 'declined',
      message: expect.stringContaining('could not confirm that this is you') as string,
    });
    expect(await onPlatform(emulator, buyer)).toMatchObject({ received: 0 });
  });
});

describe('a saved card', () => {
  it('pays at once, by one call with a stored key, and is saved no second time', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    await emulator.forget();
    const begun = await askForPlus(buyer, card.id);
    expect(begun).toMatchObject({ ok: true, value: { paid: true, clientSecret: null } });
    const [row] = await membershipRows(buyer);
    expect(row).toMatchObject({ state: 'paid', savedMethodId: card.id, confirmKey: null });
    expect(await emulator.writes()).toEqual([
      `200 platform /v1/payment_intents ${row?.intentKey}`,
      expect.stringMatching(
        `^200 platform /v1/payment_intents/${row?.platformPaymentIntentId}/confirm plus-pay:${row?.id}:`,
      ),
    ]);
    expect((await listWallet(buyer.id)).map(({ id }) => id)).toEqual([card.id]);
  });

  it('is confirmed with its bank in the page', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_authenticationRequired');
    const begun = await askForPlus(buyer, card.id);
    if (!begun.ok) throw new Error(begun.message);
    const [intentId = ''] = begun.value.clientSecret?.split('_secret_') ?? [];
    const asked = await emulator.stripe.paymentIntents.retrieve(intentId);
    expect(asked.status).toBe('requires_action');
    await answerBank(emulator, asked, 'authenticate');
    expect(await finishMembership(buyer, begun.value.membershipId)).toMatchObject({ ok: true });
  });

  it('that is declined says so, and another one pays', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const poor = await saveCard(emulator, buyer, 'pm_card_chargeCustomerFail');
    const good = await saveCard(emulator, buyer, 'pm_card_visa');
    expect(await askForPlus(buyer, poor.id)).toMatchObject({ ok: false, reason: 'declined' });
    expect(await askForPlus(buyer, good.id)).toMatchObject({ ok: true, value: { paid: true } });
    expect(await onPlatform(emulator, buyer)).toEqual({
      intents: ['succeeded'],
      received: price,
      given: 0,
    });
  });

  it('is nobody else’s, and no bank account', async () => {
    const { emulator } = house;
    const [buyer, other] = [await newBuyer(), await newBuyer()];
    const theirs = await saveCard(emulator, other, 'pm_card_visa');
    expect(await askForPlus(buyer, theirs.id)).toMatchObject({ reason: 'card_unusable' });
    const account = await saveBankAccount(emulator, buyer);
    expect(await askForPlus(buyer, account.id)).toMatchObject({ reason: 'card_unusable' });
    expect(await onPlatform(emulator, buyer)).toMatchObject({ received: 0 });
  });
});

describe('never twice', () => {
  it('two windows that open the form at once have one PaymentIntent', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const [one, other] = await Promise.all([beginPlus(buyer), beginPlus(buyer)]);
    expect(one).toEqual(other);
    await payWith(emulator, one.intentId);
    await expect(payWith(emulator, one.intentId, 'pm_card_mastercard')).rejects.toThrow();
    const ends = await Promise.all([
      finishMembership(buyer, one.membershipId),
      finishMembership(buyer, one.membershipId),
    ]);
    expect(ends.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await listWallet(buyer.id)).toHaveLength(1);
    expect(await onPlatform(emulator, buyer)).toMatchObject({ received: price });
  });

  it('two presses with a saved card at once are one payment', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    const pressed = await Promise.all([askForPlus(buyer, card.id), askForPlus(buyer, card.id)]);
    for (const answer of pressed) {
      if (answer.ok) expect(answer.value.paid).toBe(true);
      else expect(answer.reason).toBe('member_already');
    }
    expect(pressed.some(({ ok }) => ok)).toBe(true);
    expect(await onPlatform(emulator, buyer)).toEqual({
      intents: ['succeeded'],
      received: price,
      given: 0,
    });
  });

  it('who is a member is told until when, and pays one year more at its end', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    await askForPlus(buyer, card.id);
    expect(await askForPlus(buyer, card.id)).toMatchObject({
      reason: 'member_already',
      message: expect.stringMatching(/^You are a member until \d+ \w+ \d{4}\.$/) as string,
    });
    const db = await getDb();
    const mine = eq(memberships.buyerId, buyer.id);
    await db
      .update(memberships)
      .set({ paidUntil: sql`date_trunc('second', now()) + interval '20 days'` })
      .where(mine);
    const [first] = await membershipRows(buyer);
    expect(await plusView(buyer.id)).toMatchObject({ canBuy: true });
    expect(await askForPlus(buyer, card.id)).toMatchObject({ ok: true });
    const [, second] = await membershipRows(buyer);
    const end = first?.paidUntil as Date;
    end.setUTCFullYear(end.getUTCFullYear() + 1);
    expect(second?.paidUntil).toEqual(end);
    expect(await onPlatform(emulator, buyer)).toMatchObject({ received: 2 * price });
  });
});

it('what a member asks for is read before all else that waits', async () => {
  const { emulator } = house;
  const stalls = await openStalls(emulator, 1);
  const asked = { number: 1, amount: 'all', reason: 'changed_mind', note: '' } as const;
  const [first, member] = [await paidOrder(emulator, stalls), await paidOrder(emulator, stalls)];
  for (const order of [first, member]) await askRefund(order.buyer, order, asked);
  const order = async () => (await listRefunds('waiting', 1)).rows.map(({ orderId }) => orderId);
  expect(await order()).toEqual([first.orderId, member.orderId]);
  await askForPlus(member.buyer, member.card.id);
  expect(await order()).toEqual([member.orderId, first.orderId]);
  expect((await listRefunds('waiting', 1)).rows.map(({ isMember }) => isMember)).toEqual([
    true,
    false,
  ]);
});

describe('whose it is', () => {
  it('is its buyer’s alone', async () => {
    const { membershipId } = await beginPlus(await newBuyer());
    const stranger = await newBuyer();
    await house.emulator.forget();
    expect(await finishMembership(stranger, membershipId)).toMatchObject({ reason: 'not_found' });
    expect(await house.emulator.calls()).toEqual([]);
  });

  it('is not sold under a consent that is not the one of today', async () => {
    const buyer = await newBuyer();
    expect(await startMembership(buyer, { consentVersion: 'plus-2001' })).toMatchObject({
      reason: 'consent_outdated',
    });
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('a full wallet takes no new card, and a card that came all the same pays and goes', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await fillWallet(buyer.id);
    expect(await askForPlus(buyer)).toMatchObject({ reason: 'wallet_full' });
    await payWith(emulator, intentId);
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });
    const row = await membershipRow(membershipId);
    const [card] = await savedOf(row.savedMethodId as SavedMethodId);
    expect(['removing', 'removed']).toContain(card?.status);
  });
});

async function savedOf(id: SavedMethodId) {
  return (await getDb()).select().from(savedMethods).where(eq(savedMethods.id, id));
}

/** As many cards as a wallet holds, that were never at Stripe. */
async function fillWallet(buyerId: (typeof savedMethods.$inferInsert)['buyerId']): Promise<void> {
  const db = await getDb();
  await db.insert(savedMethods).values(
    Array.from({ length: mostMethods }, () => ({
      id: newId<SavedMethodId>('sm'),
      buyerId,
      platformMethodId: newId<PlatformMethodId>('pm'),
      type: 'card',
      brand: 'visa',
      last4: '4242',
      consentVersion: 'test',
      consentAt: new Date(),
    })),
  );
}
