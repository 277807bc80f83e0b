import { beforeAll, describe, expect, it } from 'vitest';
import type { SavedMethodView, SessionUser } from '../model/views';
import { prepareQueues } from '../jobs/boss';
import { answerBank } from '../payments/testing/bank';
import { openMarket } from '../payments/testing/market';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { authenticateSubscription, finishAuthentication } from './authenticate-subscription';
import { payWith } from './changes/pay-with';
import { convergeSubscription } from './read-subscription';
import { readOwnSubscription } from './subscriptions';
import { syncMirror } from './sync/sync-mirror';
import { inPage, on, passPeriod, readRow } from './testing/life';
import { makeMirror, openPlan, type Mirror, type PlanStall } from './testing/mirrors';
import { subscribed } from './testing/subscribed';

const market = openMarket(2);
let plan: PlanStall;
let trial: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
  trial = await openPlan(market.emulator, market.stalls[1] as never, { trialDays: 14 });
});

const byRedirect = { ...inPage, way: 'by_redirect' } as const;

interface Begun {
  readonly buyer: SessionUser;
  readonly card: SavedMethodView;
  readonly mirror: Mirror;
}

/** Begun with a card whose bank asks about every payment. */
async function begun(to: PlanStall): Promise<Begun> {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_authenticationRequired');
  const mirror = await makeMirror(market.emulator, buyer, card, to);
  await convergeSubscription(mirror.id);
  return { buyer, card, mirror };
}

const viewOf = ({ buyer, mirror }: Begun) => readOwnSubscription(buyer.id, mirror.id);

const setupOf = async ({ mirror }: Begun) => {
  const expand = ['pending_setup_intent'];
  const { stripe } = market.emulator;
  const found = await stripe.subscriptions.retrieve(
    mirror.stripeId,
    { expand },
    on(mirror.accountId),
  );
  if (!found.pending_setup_intent || typeof found.pending_setup_intent === 'string') {
    throw new Error('no SetupIntent');
  }
  return found.pending_setup_intent;
};

describe('a trial whose bank wants to see the buyer', () => {
  it('is confirmed at its start, and not asked about again', async () => {
    const of = await begun(trial);
    expect(await viewOf(of)).toMatchObject({
      stateText: 'Free trial',
      phase: 'active',
      setupNeeded: true,
    });
    const setup = await setupOf(of);
    expect(await authenticateSubscription(of.buyer, of.mirror.id, inPage)).toEqual({
      ok: true,
      value: { matter: 'setup', clientSecret: setup.client_secret, confirmWith: null },
    });
    await answerBank(market.emulator, setup, 'authenticate', of.mirror.accountId);
    expect(await finishAuthentication(of.buyer, of.mirror.id)).toEqual({
      ok: true,
      value: { waits: null },
    });
    expect(await viewOf(of)).toMatchObject({ stateText: 'Free trial', setupNeeded: false });
    expect(await authenticateSubscription(of.buyer, of.mirror.id, inPage)).toEqual({
      ok: true,
      value: null,
    });
  });

  it('may be confirmed the second time, with the card that pays it', async () => {
    const of = await begun(trial);
    await answerBank(market.emulator, await setupOf(of), 'fail', of.mirror.accountId);
    expect(await finishAuthentication(of.buyer, of.mirror.id)).toEqual({
      ok: true,
      value: { waits: 'setup' },
    });
    expect(await viewOf(of)).toMatchObject({ setupNeeded: true });
    const { accountMethodId } = await readRow(of.mirror.id);
    expect(await authenticateSubscription(of.buyer, of.mirror.id, inPage)).toMatchObject({
      value: { matter: 'setup', confirmWith: accountMethodId },
    });
  });

  it('goes by the bank’s own page as well', async () => {
    const of = await begun(trial);
    const step = await authenticateSubscription(of.buyer, of.mirror.id, byRedirect);
    if (!step.ok || !step.value || !('redirectUrl' in step.value)) throw new Error('no page');
    const setup = await setupOf(of);
    expect(setup.next_action?.redirect_to_url).toMatchObject({
      url: step.value.redirectUrl,
      return_url: 'http://localhost:3000/subscriptions/sub_1?bank=back',
    });
    await answerBank(market.emulator, setup, 'authenticate', of.mirror.accountId);
    await finishAuthentication(of.buyer, of.mirror.id);
    expect(await viewOf(of)).toMatchObject({ setupNeeded: false });
  });

  it('that is left alone is asked about when its first payment is due', async () => {
    const of = await begun(trial);
    await passPeriod(market.emulator, of.mirror);
    await convergeSubscription(of.mirror.id);
    expect(await viewOf(of)).toMatchObject({
      stateText: 'Confirm with your bank',
      setupNeeded: false,
      dunning: { canConfirm: true },
    });
  });
});

describe('another card for a trial', () => {
  /** Brought to the seller's account, as a press brings it. */
  async function payWithOther({ buyer, mirror }: Pick<Begun, 'buyer' | 'mirror'>, test: string) {
    const other = await saveCard(market.emulator, buyer, test);
    await payWith(buyer, mirror.id, other.id);
    await syncMirror(mirror.id);
    return other;
  }

  it('is confirmed where its bank asks, and nothing is asked of a subscription that ends', async () => {
    const made = await subscribed(market.emulator, trial);
    const { buyer, card, mirror, change } = made;
    const of = { buyer, card, mirror };
    const { id } = await payWithOther(of, 'pm_card_authenticationRequired');
    expect(await viewOf(of)).toMatchObject({
      ...{ setupNeeded: true, moving: false, cardChange: null, card: { id } },
    });
    const setup = await setupOf(of);
    expect(await authenticateSubscription(buyer, mirror.id, inPage)).toEqual({
      ok: true,
      value: { matter: 'setup', clientSecret: setup.client_secret, confirmWith: null },
    });
    await change({ kind: 'cancel_at_period_end' });
    expect(await viewOf(of)).toMatchObject({ setupNeeded: false });
    await change({ kind: 'resume' });
    expect(await viewOf(of)).toMatchObject({ setupNeeded: true });
    await answerBank(market.emulator, setup, 'authenticate', mirror.accountId);
    expect(await finishAuthentication(buyer, mirror.id)).toMatchObject({ value: { waits: null } });
    expect(await viewOf(of)).toMatchObject({ setupNeeded: false });
  });

  it('that never asks leaves nothing to confirm, and nobody to go to', async () => {
    const of = await begun(trial);
    const setup = await setupOf(of);
    const { id } = await payWithOther(of, 'pm_card_visa');
    expect(await viewOf(of)).toMatchObject({
      ...{ setupNeeded: false, moving: false, cardChange: null, card: { id } },
    });
    for (const request of [inPage, byRedirect]) {
      expect(await authenticateSubscription(of.buyer, of.mirror.id, request)).toEqual({
        ok: true,
        value: null,
      });
    }
    const { setupIntents } = market.emulator.stripe;
    const left = await setupIntents.retrieve(setup.id, {}, on(of.mirror.accountId));
    expect(left.status).toBe('canceled');
  });

  it('is confirmed in place of one whose bank is still to be asked', async () => {
    const of = await begun(trial);
    const { setupIntents, paymentMethods } = market.emulator.stripe;
    const there = on(of.mirror.accountId);
    const { customerId: customer } = of.mirror;
    const stale = await paymentMethods.attach('pm_card_threeDSecure2Required', { customer }, there);
    const waiting = await setupIntents.confirm(
      (await setupOf(of)).id,
      { payment_method: stale.id, return_url: 'http://localhost:3000/elsewhere' },
      there,
    );
    const { url: stalePage } = waiting.next_action?.redirect_to_url ?? {};
    expect(stalePage).toMatch(/^http/);
    const { accountMethodId } = await readRow(of.mirror.id);
    const { id } = of.mirror;
    expect(await authenticateSubscription(of.buyer, id, inPage)).toMatchObject({
      value: { matter: 'setup', confirmWith: accountMethodId },
    });
    const step = await authenticateSubscription(of.buyer, id, byRedirect);
    expect(step).toMatchObject({
      value: { redirectUrl: expect.stringMatching(/^http/) as string },
    });
    expect(step).not.toMatchObject({ value: { redirectUrl: stalePage } });
    const asked = await setupOf(of);
    expect(asked.payment_method).toBe(accountMethodId);
    await answerBank(market.emulator, asked, 'authenticate', of.mirror.accountId);
    await finishAuthentication(of.buyer, id);
    expect(await viewOf(of)).toMatchObject({ setupNeeded: false });
  });
});

describe('the bank’s own page', () => {
  const intentOf = async (of: Begun) => {
    const [invoice] = (await viewOf(of))?.invoices ?? [];
    return market.emulator.stripe.paymentIntents.retrieve(
      String(invoice?.paymentIntentId),
      {},
      on(of.mirror.accountId),
    );
  };

  it('confirms a first payment, and another press finds the same page', async () => {
    const of = await begun(plan);
    const step = await authenticateSubscription(of.buyer, of.mirror.id, byRedirect);
    expect(step).toMatchObject({
      ok: true,
      value: { redirectUrl: expect.stringMatching(/^http/) as string },
    });
    await market.emulator.forget();
    expect(await authenticateSubscription(of.buyer, of.mirror.id, byRedirect)).toEqual(step);
    // And so does the window, as the payment is one.
    expect(await authenticateSubscription(of.buyer, of.mirror.id, inPage)).toEqual(step);
    expect(await market.emulator.writes()).toEqual([]);
    await answerBank(market.emulator, await intentOf(of), 'authenticate', of.mirror.accountId);
    await finishAuthentication(of.buyer, of.mirror.id);
    expect(await viewOf(of)).toMatchObject({ stateText: 'Active', invoices: [{ state: 'paid' }] });
  });

  it('is asked for again as it was when no answer came, and anew after one', async () => {
    const of = await begun(plan);
    const press = () => authenticateSubscription(of.buyer, of.mirror.id, byRedirect);
    const keys = async () => {
      const calls = await market.emulator.calls();
      const writes = calls.filter(({ method, path }) => method === 'POST' && /confirm$/.test(path));
      return new Set(writes.map(({ idempotency_key }) => idempotency_key));
    };
    await market.emulator.forget();
    const confirming = { method: 'POST', path: '/v1/payment_intents/*/confirm' } as const;
    await market.emulator.fault({ ...confirming, action: 'fail', status: 503, times: 9 });
    expect(await press()).toMatchObject({ ok: false, reason: 'unreachable' });
    await market.emulator.clearFaults();
    expect(await press()).toMatchObject({ ok: true, value: { redirectUrl: expect.any(String) } });
    const [first, ...others] = await keys();
    expect(others).toEqual([]);
    expect((await readRow(of.mirror.id)).bankPageKey).toBeNull();
    await answerBank(market.emulator, await intentOf(of), 'fail', of.mirror.accountId);
    await market.emulator.forget();
    await press();
    expect([...(await keys())]).toEqual([expect.not.stringMatching(String(first))]);
  });

  it('that fails the buyer pays nothing', async () => {
    const of = await begun(plan);
    await authenticateSubscription(of.buyer, of.mirror.id, byRedirect);
    await answerBank(market.emulator, await intentOf(of), 'fail', of.mirror.accountId);
    expect(await finishAuthentication(of.buyer, of.mirror.id)).toEqual({
      ok: true,
      value: { waits: null },
    });
    expect(await viewOf(of)).toMatchObject({
      stateText: 'First payment failed',
      dunning: { problem: { code: 'payment_intent_authentication_failure' } },
    });
  });

  it('confirms a renewal', async () => {
    const buyer = await newBuyer();
    const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
    const mirror = await makeMirror(market.emulator, buyer, card, plan);
    const of = { buyer, card, mirror };
    const { stripe } = market.emulator;
    const strict = await stripe.paymentMethods.attach(
      'pm_card_authenticationRequired',
      { customer: mirror.customerId },
      on(mirror.accountId),
    );
    const update = { default_payment_method: strict.id };
    await stripe.subscriptions.update(mirror.stripeId, update, on(mirror.accountId));
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect(await authenticateSubscription(buyer, mirror.id, byRedirect)).toMatchObject({
      value: { redirectUrl: expect.stringMatching(/^http/) as string },
    });
    await answerBank(market.emulator, await intentOf(of), 'authenticate', mirror.accountId);
    await finishAuthentication(buyer, mirror.id);
    expect(await viewOf(of)).toMatchObject({ stateText: 'Active', dunning: null });
  });
});
