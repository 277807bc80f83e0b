/** What a seller's account has of a card, after Stripe or a bank has changed that card. */
import { and, eq, inArray } from 'drizzle-orm';
import { assertNever } from '../model/assert-never';
import type { PlatformMethodId } from '../model/ids';
import {
  convergeMandate,
  convergeMethod,
  type Follow,
  type MethodNews,
} from '../payments/converge-method';
import { getDb, withTx, type Db } from '../store/client';
import { isLiveMirror } from '../store/live-mirrors';
import { savedMethods, subscriptions, syncs } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import { platformStripe } from '../stripe/platform-stripe';
import { sameCard } from './same-card';
import { requestSyncs } from './request-sync';
import { syncing } from './sync-task';

/**
 * Brings a saved method to what Stripe says of it now, and has every mirror that is charged to it
 * follow when something has changed that matters for charging.
 */
export async function followMethod(id: PlatformMethodId): Promise<'converged' | 'unknown'> {
  let news: MethodNews = 'same';
  const outcome = await convergeMethod(id, async (tx, method, what) => {
    news = what;
    await follow(tx, method, what);
  });
  // Billing details are not in our row: banks look at them, so the copies have to have them as well.
  if (outcome === 'converged' && news === 'same') await followBillingDetails(id);
  return outcome;
}

export const followMandate = (id: string): Promise<'converged' | 'unknown'> =>
  convergeMandate(id, follow);

/**
 * A card that was taken away elsewhere (in Stripe's Dashboard, by its bank) has no consent to be charged
 * any more: the sellers' copies of it go, and the subscriptions run on without one until their next
 * invoice. Their buyer is asked for another card. Moving them to some other card of the wallet by
 * ourselves would charge what nobody agreed to; ending them would take away what is paid for.
 */
const follow: Follow = async (tx, { id, buyerId }, news) => {
  switch (news) {
    case 'same':
      return;
    case 'changed':
    case 'taken_out':
      await requestSyncs(tx, {
        buyerId,
        reason: news === 'changed' ? 'details' : 'removed',
        which: { chargedTo: id },
        renewsMethod: true,
        renewsCustomer: false,
      });
      return;
    default:
      assertNever(news);
  }
};

/**
 * For whoever has had the mirrors follow a change and reads the card after it: others who hear of that
 * card share the reading, and it may be gone by then.
 */
export const followTakenOut: Follow = async (tx, method, news) => {
  if (news === 'taken_out') await follow(tx, method, news);
};

async function followBillingDetails(id: PlatformMethodId): Promise<void> {
  const db = await getDb();
  const mirrors = await db
    .select({
      subscriptionId: subscriptions.id,
      accountId: subscriptions.accountId,
      accountMethodId: subscriptions.accountMethodId,
      buyerId: subscriptions.buyerId,
    })
    .from(subscriptions)
    .innerJoin(savedMethods, eq(savedMethods.id, subscriptions.savedMethodId))
    .where(
      and(eq(savedMethods.platformMethodId, id), eq(savedMethods.status, 'active'), isLiveMirror),
    );
  const [first] = mirrors;
  if (!first) return;
  const { buyerId } = first;
  const original = await platformStripe().paymentMethods.retrieve(id, { subject: { buyerId } });
  const differ = await Promise.all(
    mirrors.map(async ({ subscriptionId, accountId, accountMethodId }) => {
      if (!accountMethodId) return [];
      const clone = await accountStripe(accountId).keptMethods.retrieve(accountMethodId, {
        subject: { buyerId, subscriptionId },
      });
      return sameCard(original, clone) ? [] : [subscriptionId];
    }),
  );
  await withTx(async (tx) => {
    const which = await notOnTheirWay(tx, differ.flat());
    if (!which.length) return;
    await requestSyncs(tx, {
      buyerId,
      reason: 'details',
      which,
      renewsMethod: true,
      renewsCustomer: false,
    });
  });
}

/** A sync that has not made its clone yet will make one of the card as it is now. */
async function notOnTheirWay(tx: Db, ids: readonly (typeof subscriptions.$inferSelect)['id'][]) {
  if (!ids.length) return [];
  const busy = await tx
    .select({ id: syncs.subscriptionId })
    .from(syncs)
    .where(
      and(
        inArray(syncs.subscriptionId, [...ids]),
        eq(syncs.renewsMethod, true),
        inArray(syncs.state, [...syncing]),
      ),
    );
  return ids.filter((id) => !busy.some((one) => one.id === id));
}
