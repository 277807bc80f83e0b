/** Another card in the place of one, from the buyer’s word to what every seller’s account has. */
import { describe, expect, it } from 'vitest';
import { saveCard } from '../../payments/testing/shop';
import { listChanges } from '../sync/list-changes';
import { replaceMethod } from './move-to-method';
import { retrySyncs } from '../sync/retry-syncs';
import { syncMirror } from '../sync/sync-mirror';
import { passPeriod, readRow } from '../testing/life';
import { lastSync, methodRow, openSyncHouse } from '../testing/sync-house';

const house = openSyncHouse(3);
const { market } = house;

describe('a card that is replaced', () => {
  it('is replaced at every seller that charges it, and at no other', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirrors } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    const moved = await replaceMethod(buyer, { from: card.id, to: other.id });
    expect(moved).toMatchObject({ ok: true, value: { subscriptionIds: { length: 2 } } });
    expect((await house.everywhere(subscribed)).map(({ last4 }) => last4)).toEqual([
      '4444',
      '4444',
    ]);
    expect(await readRow(mirrors[0]?.id as never)).toMatchObject({ savedMethodId: other.id });
    expect(await replaceMethod(buyer, { from: card.id, to: other.id })).toMatchObject({
      ok: true,
      value: { subscriptionIds: [] },
    });
    expect((await methodRow(card.id)).status).toBe('active');
  });

  it('is not replaced by a card that cannot pay, or by somebody else’s', async () => {
    const { buyer, card, mirror } = await house.subscribed();
    const stranger = await house.subscribed();
    expect(await replaceMethod(buyer, { from: card.id, to: stranger.card.id })).toMatchObject({
      reason: 'card_unusable',
    });
    expect(await replaceMethod(buyer, { from: stranger.card.id, to: card.id })).toMatchObject({
      reason: 'not_found',
    });
    expect(await replaceMethod(buyer, { from: card.id, to: card.id })).toMatchObject({
      reason: 'card_unusable',
    });
    expect((await readRow(mirror.id)).savedMethodId).toBe(card.id);
  });

  it('pays what was open with the new one', async () => {
    const subscribed = await house.subscribed(1, 'pm_card_chargeCustomerFail');
    const { buyer, card, mirror } = subscribed;
    expect((await readRow(mirror.id)).status).toBe('incomplete');
    const good = await saveCard(market.emulator, buyer, 'pm_card_visa');
    await replaceMethod(buyer, { from: card.id, to: good.id });
    const [there] = await house.everywhere(subscribed);
    expect(there).toMatchObject({ status: 'active', last4: '4242' });
    expect((await readRow(mirror.id)).status).toBe('active');
    expect(await lastSync(mirror.id)).toMatchObject({
      problem: null,
      accountInvoiceId: expect.stringMatching(/^in_/) as string,
    });
  });

  it('is replaced also when what is open cannot be paid with the new one, and says so', async () => {
    const subscribed = await house.subscribed(1, 'pm_card_chargeCustomerFail');
    const { buyer, card, mirror } = subscribed;
    const bad = await saveCard(market.emulator, buyer, 'pm_card_chargeCustomerFail');
    await replaceMethod(buyer, { from: card.id, to: bad.id });
    await house.everywhere(subscribed);
    expect(await lastSync(mirror.id)).toMatchObject({
      state: 'done',
      problem: { code: 'card_declined' },
    });
    const [change] = await listChanges(buyer.id);
    expect(change).toMatchObject({ state: 'done', lines: [{ state: 'done' }] });
    expect(change?.lines[0]?.problem?.message).toBeTruthy();
  });
});

describe('a change that reaches some sellers and not others', () => {
  it('tells which, why, and is tried again there alone', async () => {
    const subscribed = await house.subscribed(3);
    const { buyer, card, mirrors } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    const moved = await replaceMethod(buyer, { from: card.id, to: other.id });
    if (!moved.ok) throw new Error(moved.message);
    const { changeId } = moved.value;
    await market.emulator.fault({
      method: 'POST',
      path: '/v1/payment_methods/*/attach',
      account: mirrors[1]?.accountId as string,
      action: 'fail',
      status: 402,
      error: { type: 'card_error', code: 'card_declined', decline_code: 'stolen_card' },
    });
    expect(await listChanges(buyer.id)).toMatchObject([
      { changeId, state: 'running', headline: '0 of 3 sellers have your new card.' },
    ]);
    await Promise.all(mirrors.map(({ id }) => syncMirror(id)));
    const [told] = await listChanges(buyer.id);
    expect(told).toMatchObject({
      state: 'failed',
      followed: 2,
      headline: '2 of 3 sellers have your new card.',
    });
    const line = told?.lines.find(({ state }) => state === 'failed');
    expect(line).toMatchObject({ subscriptionId: mirrors[1]?.id, text: 'Not changed' });
    // What must not be told is not told.
    expect(JSON.stringify(told)).not.toMatch(/stolen/);

    await market.emulator.clearFaults();
    const stranger = await house.subscribed();
    expect(await retrySyncs(stranger.buyer, changeId)).toMatchObject({ reason: 'not_found' });
    expect(await retrySyncs(buyer, changeId)).toEqual({ ok: true, value: { retried: 1 } });
    await house.everywhere(subscribed);
    expect(await listChanges(buyer.id)).toMatchObject([
      { changeId, state: 'done', headline: 'All 3 sellers have your new card.' },
    ]);
  });
});

describe('a card that was replaced', () => {
  it('pays the renewal with the new one', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await replaceMethod(buyer, { from: card.id, to: other.id });
    await house.everywhere(subscribed);
    await passPeriod(market.emulator, mirror);
    const charges = await market.emulator.stripe.charges.list(
      { customer: mirror.customerId },
      { stripeAccount: mirror.accountId },
    );
    const numbers = charges.data.map((charge) => charge.payment_method_details?.card?.last4);
    expect(numbers).toEqual(['4444', '4242']);
  });
});
