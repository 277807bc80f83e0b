/**
 * A renewal that is declined: a plan that is paid once, a card put in its place that declines each
 * charge, and the account's Customer moved on by a test clock.
 * https://docs.stripe.com/billing/testing/test-clocks
 */
import { and, desc, eq } from 'drizzle-orm';
import type { AccountCustomerId, AccountId, IdempotencyKey, VariantId } from '../model/ids';
import { isSyncing } from '../model/recurring';
import { getDb } from '../store/client';
import { accountCustomers, subscriptionInvoices, subscriptions, syncs } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import { payWith } from '../subscriptions/changes/pay-with';
import { readSubscription } from '../subscriptions/due-readings';
import { beginCard, cardOf, makeBuyer, personOf, saveTestCard } from './buyers';
import { buy, goodsOf } from './buy';
import { buyerOf, savedOf, type Making, type Step } from './step';

const hour = 3_600;

/** Chooses a plan, and writes down what the clock and its Customer will be made with. */
const choosePlan: Step = async ({ runId }) => {
  const [plan] = await goodsOf(0, true);
  if (!plan?.accountId) return { stop: 'No seller has a plan that can be subscribed to now.' };
  return {
    told: 'A plan was chosen.',
    saved: {
      variant: plan.variantId,
      account: plan.accountId,
      clockKey: `test-clock:${runId}`,
      clockFrom: String(Math.floor(Date.now() / 1000)),
    },
  };
};

/** A Customer of a clock can only be made with it, so it is there before the subscription wants one. */
const makeClock: Step = async (making) => {
  const accountId = savedOf(making, 'account') as AccountId;
  const buyer = await personOf(making, 0);
  const clock = await accountStripe(accountId).testClocks.create(
    { frozen_time: Number(savedOf(making, 'clockFrom')), name: `Souk ${making.runId}` },
    write(making, 'clockKey'),
  );
  const db = await getDb();
  const customerKey = `customer:${buyer.id}:${accountId}` as IdempotencyKey;
  await db
    .insert(accountCustomers)
    .values({ buyerId: buyer.id, accountId, customerKey })
    .onConflictDoNothing();
  const customer = await accountStripe(accountId).customers.create(
    { name: buyer.name, email: buyer.email, metadata: { buyer: buyer.id }, test_clock: clock.id },
    { key: customerKey, subject: { buyerId: buyer.id } },
  );
  await db
    .update(accountCustomers)
    .set({ accountCustomerId: customer.id as AccountCustomerId })
    .where(and(eq(accountCustomers.buyerId, buyer.id), eq(accountCustomers.accountId, accountId)));
  return {
    told: 'Their Customer on the account follows a test clock.',
    saved: { clock: clock.id },
  };
};

const subscribe: Step = (making) => buy(making, 0, [savedOf(making, 'variant') as VariantId]);

const changeCard: Step = async (making) => {
  const row = await subscriptionOf(making);
  if (row?.status !== 'active') return 'wait';
  const changed = await payWith(await personOf(making, 0), row.id, cardOf(making, 0, 'Failing'));
  if (!changed.ok) return changed.reason === 'not_now' ? 'wait' : { stop: changed.message };
  return { told: 'The subscription is charged to the other card from now on.' };
};

/** Only when the account has the new card is time moved on, to an hour after the period's end. */
const planAdvance: Step = async (making) => {
  const row = await subscriptionOf(making);
  const db = await getDb();
  const [sync] = await db
    .select({ state: syncs.state })
    .from(syncs)
    .where(eq(syncs.subscriptionId, row?.id ?? ('' as never)))
    .orderBy(desc(syncs.number))
    .limit(1);
  if (!row?.currentPeriodEnd || (sync && isSyncing(sync.state))) return 'wait';
  const to = Math.floor(row.currentPeriodEnd.getTime() / 1000) + hour + 60;
  return {
    told: 'The seller’s account has the other card.',
    saved: { advanceKey: `test-advance:${making.runId}`, clockTo: String(to) },
  };
};

const advance: Step = async (making) => {
  const accountId = savedOf(making, 'account') as AccountId;
  await accountStripe(accountId).testClocks.advance(
    savedOf(making, 'clock'),
    { frozen_time: Number(savedOf(making, 'clockTo')) },
    write(making, 'advanceKey'),
  );
  return { told: 'The clock was put to the next period.' };
};

/** The clock takes a while; then the subscription is read, as it is when an event tells of it. */
const seeDecline: Step = async (making) => {
  const accountId = savedOf(making, 'account') as AccountId;
  const clock = await accountStripe(accountId).testClocks.retrieve(savedOf(making, 'clock'), {
    subject: { buyerId: buyerOf(making, 0) },
  });
  if (clock.status === 'internal_failure') return { stop: 'Stripe could not move the clock on.' };
  const row = await subscriptionOf(making);
  if (clock.status !== 'ready' || !row) return 'wait';
  await readSubscription(row.id);
  const db = await getDb();
  const [open] = await db
    .select({ problem: subscriptionInvoices.problem })
    .from(subscriptionInvoices)
    .where(
      and(eq(subscriptionInvoices.subscriptionId, row.id), eq(subscriptionInvoices.status, 'open')),
    );
  if (!open?.problem) return 'wait';
  return { told: 'The renewal was declined, and the subscription is past due.' };
};

export const renewalSteps: readonly Step[] = [
  makeBuyer(0),
  beginCard(0),
  saveTestCard(0, 'pm_card_visa'),
  choosePlan,
  makeClock,
  subscribe,
  beginCard(0, 'Failing'),
  saveTestCard(0, 'pm_card_chargeCustomerFail', 'Failing'),
  changeCard,
  planAdvance,
  advance,
  seeDecline,
];

const write = (making: Making, key: string) => ({
  key: savedOf(making, key) as IdempotencyKey,
  subject: { buyerId: buyerOf(making, 0) },
});

async function subscriptionOf(making: Making) {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.buyerId, buyerOf(making, 0)));
  return row;
}
