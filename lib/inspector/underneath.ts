/** What lies under a page of a buyer, for the page itself, the drawer and the files to take along. */
import { and, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import { assertNever } from '../model/assert-never';
import type { BuyerId, LabRunId, OrderId, SubscriptionId } from '../model/ids';
import type { Underneath, UnderneathScope } from '../model/underneath';
import { stripeCalls } from '../store/schema';
import { listDeliveries } from './deliveries';
import { listCalls } from './record';

/** How many of the latest calls are shown where a page is about no one thing. */
const latest = 100;

/** Calls of this buyer alone, and the events about what came of them; nothing for anybody else's. */
export async function readUnderneath(
  buyerId: BuyerId,
  scope: UnderneathScope,
): Promise<Underneath> {
  const { which, most } = selectionOf(scope);
  const own = eq(stripeCalls.buyerId, buyerId);
  const calls = await listCalls(which ? (and(own, which) ?? own) : own, most);
  return { calls, deliveries: await listDeliveries(calls) };
}

/** The same of an order, whoever's it is: for the operator alone, redacted as for its buyer. */
export async function readUnderneathOfOrder(orderId: OrderId): Promise<Underneath> {
  const calls = await listCalls(eq(stripeCalls.orderId, orderId));
  return { calls, deliveries: await listDeliveries(calls) };
}

function selectionOf(scope: UnderneathScope): { which?: SQL | undefined; most?: number } {
  switch (scope.of) {
    case 'order':
      return { which: eq(stripeCalls.orderId, scope.id as OrderId) };
    case 'subscription':
      return { which: eq(stripeCalls.subscriptionId, scope.id as SubscriptionId) };
    case 'run':
      return { which: eq(stripeCalls.labRunId, scope.id as LabRunId) };
    case 'plus':
      return { which: isNotNull(stripeCalls.membershipId), most: latest };
    case 'wallet':
      return { which: ofWallet, most: latest };
    case 'latest':
      return { most: latest };
    default:
      return assertNever(scope);
  }
}

/** Saving a card, and what is done with a saved one beside paying: change, default, sync, removal. */
const ofWallet = or(
  isNotNull(stripeCalls.setupId),
  and(isNull(stripeCalls.orderId), isNull(stripeCalls.membershipId), isNull(stripeCalls.labRunId)),
);
