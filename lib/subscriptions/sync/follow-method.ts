/** What a seller's account has of a card, after Stripe or a bank has changed that card. */
import { and, asc, desc, eq, inArray, max } from 'drizzle-orm';
import { assertNever } from '../../model/assert-never';
import type {
  AccountId,
  AccountMethodId,
  BuyerId,
  PlatformMethodId,
  SubscriptionId,
} from '../../model/ids';
import { isSyncing, type SyncState } from '../../model/recurring';
import {
  convergeMandate,
  convergeMethod,
  type Follow,
  type MethodNews,
} from '../../payments/wallet/converge-method';
import { getDb, withTx, type Db } from '../../store/client';
import { isLiveMirror } from '../../store/live-mirrors';
import { keptClones, savedMethods, subscriptions, syncs } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { platformStripe, type PlatformMethod } from '../../stripe/platform-stripe';
import { answerOf } from '../answer-of';
import { sameCard } from './same-card';
import { requestSyncs } from './request-sync';

/**
 * Brings a saved method to what Stripe says of it now, and has every mirror that is charged to it
 * follow when something has changed that matters for charging. `busy`: a seller's copy is just being
 * made, and whether of the card as it is now can be told in a moment.
 */
export async function followMethod(
  id: PlatformMethodId,
): Promise<'converged' | 'busy' | 'unknown'> {
  let news: MethodNews = 'same';
  const outcome = await convergeMethod(id, async (tx, method, what) => {
    news = what;
    await follow(tx, method, what);
  });
  // Billing details are not in our row: banks look at them, so the copies have to have them as well.
  return outcome === 'converged' && news === 'same' ? followBillingDetails(id) : outcome;
}

export const followMandate = (id: string): Promise<'converged' | 'unknown'> =>
  convergeMandate(id, follow);

/**
 * A card that was taken away elsewhere (in Stripe's Dashboard, by its bank) has no consent to be
 * charged any more: the sellers' copies of it go, and the subscriptions run on without one until
 * their next invoice. Their buyer is asked for another card. Moving them to some other card of the
 * wallet by ourselves would charge what nobody agreed to; ending them would take away what is paid
 * for.
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
 * For whoever has had the mirrors follow a change and reads the card after it: others who hear of
 * that card share the reading, and it may be gone by then.
 */
export const followTakenOut: Follow = async (tx, method, news) => {
  if (news === 'taken_out') await follow(tx, method, news);
};

/** Asks the mirrors to follow of which the copy does not say what the card says. */
async function followBillingDetails(id: PlatformMethodId): Promise<'converged' | 'busy'> {
  const mirrors = (await chargedMirrors(id)).filter(({ last }) => last?.state !== 'waiting');
  const [first] = mirrors;
  if (!first) return 'converged';
  const { buyerId } = first;
  const original = await platformStripe().paymentMethods.retrieve(id, { subject: { buyerId } });
  const looked = await Promise.all(
    mirrors.map(async (mirror) => ({ mirror, is: await compare(original, mirror) })),
  );
  const different = looked.filter(({ is }) => is === 'different').map(({ mirror }) => mirror);
  if (different.length) await withTx((tx) => ask(tx, buyerId, different));
  return looked.some(({ is }) => is === 'being_made') ? 'busy' : 'converged';
}

interface ChargedMirror {
  readonly id: SubscriptionId;
  readonly accountId: AccountId;
  readonly accountMethodId: AccountMethodId | null;
  readonly buyerId: BuyerId;
  /** The last sync that gives it a new copy, with the copy that it has made. */
  readonly last: {
    readonly number: number;
    readonly state: SyncState;
    readonly tries: number;
    readonly accountMethodId: AccountMethodId | null;
  } | null;
}

async function chargedMirrors(id: PlatformMethodId): Promise<ChargedMirror[]> {
  const db = await getDb();
  const { accountId, accountMethodId, buyerId } = subscriptions;
  const mirrors = await db
    .select({ id: subscriptions.id, accountId, accountMethodId, buyerId })
    .from(subscriptions)
    .innerJoin(savedMethods, eq(savedMethods.id, subscriptions.savedMethodId))
    .where(
      and(eq(savedMethods.platformMethodId, id), eq(savedMethods.status, 'active'), isLiveMirror),
    );
  const rows = await db
    .selectDistinctOn([syncs.subscriptionId], {
      id: syncs.subscriptionId,
      number: syncs.number,
      state: syncs.state,
      tries: syncs.tries,
      accountMethodId: keptClones.accountMethodId,
    })
    .from(syncs)
    .leftJoin(keptClones, eq(keptClones.id, syncs.keptCloneId))
    .where(and(inArray(syncs.subscriptionId, idsOf(mirrors)), syncs.renewsMethod))
    .orderBy(syncs.subscriptionId, desc(syncs.number));
  const last = new Map(rows.map((row) => [row.id, row]));
  return mirrors.map((mirror) => ({ ...mirror, last: last.get(mirror.id) ?? null }));
}

/**
 * Whether the copy that a mirror is charged to, or is about to be, says what its original says. The
 * copy that is just being made may be of the card as it was; that can be told in a moment. One of
 * which nobody heard is repeated with its key, and so stays what it was.
 */
async function compare(
  original: PlatformMethod,
  { id, accountId, buyerId, last, ...mirror }: ChargedMirror,
): Promise<'same' | 'different' | 'being_made'> {
  const isUnderWay = last !== null && isSyncing(last.state);
  const copyId = isUnderWay ? last.accountMethodId : mirror.accountMethodId;
  if (!copyId) return isUnderWay && last.tries === 0 ? 'being_made' : 'different';
  const of = { subject: { buyerId, subscriptionId: id } };
  const copy = await answerOf(() => accountStripe(accountId).keptMethods.retrieve(copyId, of));
  // What cannot be read says in its sync why, and keeps no other seller waiting.
  return copy.ok && sameCard(original, copy.value) ? 'same' : 'different';
}

/**
 * Whatever came since these mirrors were read makes its copy of the card as it is by now. They are
 * locked before that is asked: of two who have heard of one change, the second finds what the first
 * has written.
 */
async function ask(tx: Db, buyerId: BuyerId, mirrors: readonly ChargedMirror[]): Promise<void> {
  await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(inArray(subscriptions.id, idsOf(mirrors)))
    .orderBy(asc(subscriptions.id))
    .for('no key update');
  const asked = await tx
    .select({ id: syncs.subscriptionId, number: max(syncs.number) })
    .from(syncs)
    .where(and(inArray(syncs.subscriptionId, idsOf(mirrors)), syncs.renewsMethod))
    .groupBy(syncs.subscriptionId);
  const numbers = new Map(asked.map(({ id, number }) => [id, number ?? 0]));
  const left = mirrors.filter(({ id, last }) => (numbers.get(id) ?? 0) === (last?.number ?? 0));
  if (!left.length) return;
  await requestSyncs(tx, {
    buyerId,
    reason: 'details',
    which: idsOf(left),
    renewsMethod: true,
    renewsCustomer: false,
  });
}

const idsOf = (mirrors: readonly Pick<ChargedMirror, 'id'>[]) => mirrors.map(({ id }) => id);
