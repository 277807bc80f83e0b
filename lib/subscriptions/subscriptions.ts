import 'server-only';
import { and, eq } from 'drizzle-orm';
import { firstLanguage, type Language } from '../language/languages';
import type { BuyerId, SubscriptionId } from '../model/ids';
import type {
  SubscriptionPhase,
  SubscriptionRow,
  SubscriptionView,
} from '../model/subscription-views';
import { getDb } from '../store/client';
import { subscriptions } from '../store/schema';
import { faultText } from '../stripe/failure';
import { freeChangesOf } from './changes/change-progress';
import { sendChange } from './changes/send-change';
import { readSubscriptions } from './subscription-rows';
import { subscriptionRow, subscriptionView } from './subscription-view';

const order: readonly SubscriptionPhase[] = [
  'trouble',
  'starting',
  'active',
  'paused',
  'ending',
  'ended',
];

/** The buyer's subscriptions: what needs them first, what is over last; newest first among equals. */
export async function listSubscriptions(
  buyerId: BuyerId,
  language: Language = firstLanguage,
): Promise<SubscriptionRow[]> {
  const all = await readSubscriptions(buyerId);
  const rows = all.map((one) => subscriptionRow(one, language));
  return rows.sort((one, other) => order.indexOf(one.phase) - order.indexOf(other.phase));
}

/** Those that cannot go on without their buyer. */
export async function troubledSubscriptions(
  buyerId: BuyerId,
  language: Language = firstLanguage,
): Promise<SubscriptionRow[]> {
  return (await listSubscriptions(buyerId, language)).filter(({ phase }) => phase === 'trouble');
}

/**
 * One subscription of this buyer; null for an unknown one and for somebody else's alike. Looking at
 * one whose change was left half-way sets that going again, in the background.
 */
export async function readOwnSubscription(
  buyerId: BuyerId,
  id: SubscriptionId,
  language: Language = firstLanguage,
): Promise<SubscriptionView | null> {
  const [rows] = await readSubscriptions(buyerId, id);
  if (!rows) return null;
  if (rows.change?.state === 'requested') resume(id);
  return subscriptionView(rows, language);
}

/** Whether this is a subscription of this buyer. */
export async function hasSubscription(buyerId: BuyerId, id: SubscriptionId): Promise<boolean> {
  const db = await getDb();
  const found = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.buyerId, buyerId)));
  return found.length > 0;
}

function resume(id: SubscriptionId): void {
  const resuming = freeChangesOf(id).then((free) =>
    Promise.all(free.map((changeId) => sendChange(changeId))),
  );
  resuming.catch((error: unknown) => {
    console.error(`[subscriptions] a change of ${id} was not gone on with: ${faultText(error)}`);
  });
}
