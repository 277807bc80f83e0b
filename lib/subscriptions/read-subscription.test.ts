import { beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import { followAccount } from '../onboarding/follow-account';
import { answerBank } from '../payments/testing/bank';
import { openMarket } from '../payments/testing/market';
import { readOwnSubscription } from './subscriptions';
import { readSubscription } from './due-readings';
import { convergeSubscription } from './read-subscription';
import {
  day,
  hour,
  invoicesAt,
  invoicesHere,
  on,
  passIntoDraft,
  passPeriod,
  passTime,
  readInvoices,
  readRow,
} from './testing/life';
import { openPlan, type Mirror, type PlanStall } from './testing/mirrors';
import { chargeTo, subscribed as subscribedTo } from './testing/subscribed';

const market = openMarket(2);
let plan: PlanStall;
let trial: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
  trial = await openPlan(market.emulator, market.stalls[1] as never, { trialDays: 14 });
});

async function subscribed(testMethod = 'pm_card_visa', to = plan) {
  const { viewNow: view, ...of } = await subscribedTo(market.emulator, to, testMethod);
  return { ...of, view };
}

/** The card that pays it declines from now on. */
const declineNext = (mirror: Mirror) =>
  chargeTo(market.emulator, mirror, 'pm_card_chargeCustomerFail');

describe('a subscription that is read', () => {
  it('has twelve invoices after a year, which agree with the account’s', async () => {
    const { mirror, view } = await subscribed();
    for (let month = 1; month < 12; month += 1) await passPeriod(market.emulator, mirror);
    const { invoices, stateText } = await view();
    expect(stateText).toBe('Active');
    expect(invoices).toHaveLength(12);
    expect(invoices.map(({ reason }) => reason).sort()).toEqual([
      'First payment',
      ...Array.from({ length: 11 }, () => 'Renewal'),
    ]);
    const here = await invoicesHere(mirror);
    expect(here).toEqual(await invoicesAt(market.emulator, mirror));
    expect(here.every(({ fee, charge, receipt }) => fee === 420 && charge && receipt)).toBe(true);
    // Periods follow one another without a gap.
    const rows = await readInvoices(mirror.id);
    rows.slice(1).forEach((row, index) => {
      expect(row.periodStart).toEqual(rows[index]?.periodEnd);
    });
    expect((await readRow(mirror.id)).currentPeriodEnd).toEqual(rows.at(-1)?.periodEnd);
  });

  it('costs no call for an invoice at its end, once its payment is known', async () => {
    const { mirror, view } = await subscribed();
    await view();
    await market.emulator.forget();
    await convergeSubscription(mirror.id);
    expect((await market.emulator.calls()).map(({ path }) => path)).toEqual([
      `/v1/subscriptions/${mirror.stripeId}`,
      '/v1/invoices',
    ]);
  });

  it('is about to be charged in the hour of its renewal, and not where it is over by then', async () => {
    const { mirror, change, view } = await subscribed();
    await passIntoDraft(market.emulator, mirror);
    const told = async () => (await view()).invoices[0];
    expect(await told()).toMatchObject({ state: 'draft', stateText: 'About to be charged' });
    expect(await change({ kind: 'cancel_now' })).toMatchObject({ ok: true });
    expect(await told()).toMatchObject({ state: 'draft', stateText: 'Not charged' });
  });

  it('is not charged for what its seller has billed as a draft alone', async () => {
    const { mirror, view } = await subscribed();
    await market.emulator.stripe.subscriptions.update(
      mirror.stripeId,
      { pause_collection: { behavior: 'keep_as_draft' } },
      on(mirror.accountId),
    );
    await passPeriod(market.emulator, mirror);
    const { invoices } = await view();
    expect(invoices).toMatchObject([
      { reason: 'Renewal', stateText: 'Not charged' },
      { stateText: 'Paid' },
    ]);
  });

  it('is past due when a renewal is declined, and tells why and what comes next', async () => {
    const { mirror, view } = await subscribed();
    await declineNext(mirror);
    await passPeriod(market.emulator, mirror);
    const { stateText, phase, dunning, invoices } = await view();
    expect({ stateText, phase }).toEqual({ stateText: 'Past due', phase: 'trouble' });
    expect(invoices[0]).toMatchObject({ state: 'open', stateText: 'Not paid' });
    expect(dunning).toMatchObject({
      title: '$42.00 for Stall 0 is not paid',
      canConfirm: false,
      problem: { code: 'card_declined' },
    });
    expect(dunning?.story.join(' ')).toMatch(
      /^The bank declined this card\. .*Pay with another card, or try this one again\. .*tried again on \d/,
    );
  });

  it('is over when no try succeeds', async () => {
    const { mirror, view } = await subscribed();
    await declineNext(mirror);
    await passPeriod(market.emulator, mirror);
    await passTime(market.emulator, 15 * day);
    const { stateText, phase, dunning, nextText } = await view();
    expect({ stateText, phase, dunning }).toEqual({
      stateText: 'Ended',
      phase: 'ended',
      dunning: null,
    });
    expect(nextText).toMatch(/^Over since /);
  });

  it('waits for the bank when a renewal needs the buyer, and goes on once it was confirmed', async () => {
    const { mirror, view } = await subscribed();
    const { stripe } = market.emulator;
    await chargeTo(market.emulator, mirror, 'pm_card_authenticationRequired');
    await passPeriod(market.emulator, mirror);
    const { stateText, dunning } = await view();
    expect(stateText).toBe('Confirm with your bank');
    expect(dunning).toMatchObject({ canConfirm: true });
    const { paymentIntentId } = (await readInvoices(mirror.id)).at(-1) ?? {};
    const intent = await stripe.paymentIntents.retrieve(
      paymentIntentId as string,
      {},
      on(mirror.accountId),
    );
    await answerBank(market.emulator, intent, 'authenticate', mirror.accountId);
    expect(await view()).toMatchObject({ stateText: 'Active', dunning: null });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('is free in its trial, and paid after it', async () => {
    const { mirror, view } = await subscribed('pm_card_visa', trial);
    const before = await view();
    expect(before).toMatchObject({ stateText: 'Free trial', phase: 'active' });
    expect(before.nextText).toMatch(/^Free until .*, then €12\.00 every month\.$/);
    expect(before.invoices).toMatchObject([{ reason: 'Free trial', stateText: 'Nothing to pay' }]);
    await passTime(market.emulator, 14 * day + hour + 60);
    const after = await view();
    expect(after).toMatchObject({ stateText: 'Active', trialEnd: null });
    expect(after.invoices[0]).toMatchObject({ reason: 'Renewal', state: 'paid' });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });
});

it('says that its seller has left, and asking about it breaks nothing', async () => {
  const { buyer, mirror } = await subscribed();
  const shutOut = (path: string) =>
    market.emulator.fault({
      method: 'GET',
      path,
      action: 'fail',
      status: 403,
      error: { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' },
      times: 0,
    });
  const { accountId, accountSubscriptionId } = await readRow(mirror.id);
  await shutOut(`/v1/accounts/${accountId}`);
  await shutOut(`/v1/subscriptions/${accountSubscriptionId}`);
  const silence = vi.spyOn(console, 'error').mockReturnValue();
  await followAccount(accountId);
  await readSubscription(mirror.id);
  silence.mockRestore();
  const text = async () => (await readOwnSubscription(buyer.id, mirror.id))?.nextText;
  expect(await text()).toMatch(/^The seller has left Souk/);
  await market.emulator.clearFaults();
  await followAccount(accountId);
  expect(await text()).toMatch(/^Next: /);
});
