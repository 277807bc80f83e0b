/** A seller has deleted the buyer's Customer on their account; the buyer may subscribe there again. */
import { beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { SessionUser, SavedMethodView } from '../../model/views';
import { openMarket } from '../../payments/testing/market';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { checkOut } from '../checkout';
import { convergeSubscription } from '../read-subscription';
import { on } from '../testing/life';
import { openPlan, type PlanStall } from '../testing/mirrors';
import { cartOf, onAccountOf, orderOf, planOf, readStart } from '../testing/starts';
import { drift } from '../testing/sync-house';

const market = openMarket(1);
let plans: PlanStall[] = [];

beforeAll(async () => {
  await prepareQueues();
  const [stall] = market.stalls;
  if (!stall) throw new Error('no stall');
  plans = [await openPlan(market.emulator, stall), await openPlan(market.emulator, stall)];
});

interface Who {
  readonly buyer: SessionUser;
  readonly card: SavedMethodView;
}

async function pressed({ buyer, card }: Who, wanted: readonly PlanStall[]) {
  const quote = await cartOf(buyer, wanted);
  const done = await checkOut(buyer, { quote, savedMethodId: card.id });
  if (!done.ok) throw new Error(done.message);
  return { buyer, orderId: done.value.orderId };
}

/** A buyer whose subscription is over, and whose Customer its seller has deleted. */
async function deleted(): Promise<Who & { readonly accountId: string }> {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const { row } = await readStart(
    (await planOf(await pressed({ buyer, card }, [plans[0] as PlanStall]))).id,
  );
  const { stripe } = market.emulator;
  const { accountId } = row;
  const { customer } = await stripe.subscriptions.cancel(
    String(row.accountSubscriptionId),
    {},
    on(accountId),
  );
  await convergeSubscription(row.id);
  await stripe.customers.del(String(customer), {}, on(accountId));
  return { buyer, card, accountId };
}

it('gets another, and the subscription begins', async () => {
  const who = await deleted();
  const order = await pressed(who, [plans[0] as PlanStall]);
  expect(await planOf(order)).toMatchObject({ stateText: 'Active' });
  const there = await onAccountOf(market.emulator, who.accountId, who.buyer);
  expect(there.customers).toBe(1);
  expect(await drift(who.buyer.id)).toEqual([]);
});

it('gets one for two plans of one order', async () => {
  const who = await deleted();
  const order = await pressed(who, plans);
  const { subscriptions } = await orderOf(order);
  expect(subscriptions.map(({ stateText }) => stateText)).toEqual(['Active', 'Active']);
  const there = await onAccountOf(market.emulator, who.accountId, who.buyer);
  expect(there.customers).toBe(1);
  expect(await drift(who.buyer.id)).toEqual([]);
});
