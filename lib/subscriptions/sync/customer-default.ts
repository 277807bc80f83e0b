/**
 * What the Customer on an account offers to whatever has no card of its own: Stripe charges a
 * Subscription without a default method to its Customer's. Nobody has agreed to that, so a Customer
 * offers one only while each of its mirrors has a card.
 * https://docs.stripe.com/api/customers/object#customer_object-invoice_settings-default_payment_method
 */
import {
  and,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AccountMethodId, IdempotencyKey, SubscriptionId } from '../../model/ids';
import { liveStatuses } from '../../model/recurring';
import { getDb, type Db } from '../../store/client';
import { inBatches } from '../../store/in-batches';
import { keptClones, subscriptions } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { isShutOut } from '../../stripe/failure';
import { answerOf } from '../answer-of';
import { mirrorsUnderWay } from './mirrors-under-way';
import { subjectOf } from '../read-subscription';
import { renewCloneKey } from './renew-keys';
import type { CloneRow, MirrorTask, Subscription } from './sync-task';

/** What a Customer is to offer: a clone, nothing (empty, as Stripe is told), or null: as it stands. */
export type Offer = AccountMethodId | '' | null;

/**
 * What the Customer of a mirror is to offer now. Asked once more after it was told: a mirror may lose its
 * card meanwhile, and whoever takes that away tells the Customer before, not after.
 */
export async function offerOf({ mirror, clone }: MirrorTask): Promise<Offer> {
  const charge = clone?.accountMethodId ?? null;
  const bare = await bareMirrors(mirror);
  // This one is about to be charged to its clone.
  return bare.some((id) => !charge || id !== mirror.id) ? '' : charge;
}

type Whose = Pick<Subscription, 'buyerId' | 'accountId'>;

/** The mirrors of a buyer at an account that run without a card, or with one that is being taken away. */
const bareMirrors = inBatches(async (customers: readonly Whose[]): Promise<SubscriptionId[][]> => {
  const db = await getDb();
  const { id, buyerId, accountId } = subscriptions;
  const bare = await db
    .select({ id, buyerId, accountId })
    .from(subscriptions)
    .where(
      and(
        inArray(
          buyerId,
          customers.map((one) => one.buyerId),
        ),
        inArray(
          accountId,
          customers.map((one) => one.accountId),
        ),
        runs,
        isBare(db),
      ),
    );
  return customers.map((of) =>
    bare.flatMap((one) =>
      one.buyerId === of.buyerId && one.accountId === of.accountId ? [one.id] : [],
    ),
  );
}, mirrorsUnderWay);

/** True of a mirror that Stripe charges. */
export const runs = and(
  eq(subscriptions.state, 'started'),
  inArray(subscriptions.status, [...liveStatuses]),
) as SQL;

/** True of a mirror without a card, or with one that is being taken away. */
export const isBare = (tx: Db): SQL =>
  or(
    isNull(subscriptions.accountMethodId),
    exists(
      tx
        .select({ one: sql`1` })
        .from(keptClones)
        .where(
          and(
            eq(keptClones.subscriptionId, subscriptions.id),
            eq(keptClones.accountMethodId, subscriptions.accountMethodId),
            or(isNotNull(keptClones.unwantedAt), isNotNull(keptClones.detachedAt)),
          ),
        ),
    ),
  ) as SQL;

/**
 * True of a mirror that runs on without a card when its unwanted clones are detached: it is charged to
 * none that stays. Which one it is charged to is not asked of these: our row may have that from a reading
 * that began before the last change.
 */
export const leavesBare = (tx: Db): SQL =>
  and(
    runs,
    notExists(
      tx
        .select({ one: sql`1` })
        .from(staying)
        .where(
          and(
            eq(staying.subscriptionId, subscriptions.id),
            eq(staying.accountMethodId, subscriptions.accountMethodId),
            isNull(staying.unwantedAt),
            isNull(staying.detachedAt),
          ),
        ),
    ),
  ) as SQL;

const staying = alias(keptClones, 'staying');

/**
 * The Customer offers nothing any more, before a mirror loses its card. A refusal is left at that: the
 * card goes all the same. Throws when Stripe cannot be reached.
 */
export async function stopOffering(
  { mirror, accountCustomerId }: MirrorTask,
  { id, detachKey }: Pick<CloneRow, 'id' | 'detachKey'>,
): Promise<void> {
  if (!accountCustomerId) return;
  const told = await answerOf(() =>
    accountStripe(mirror.accountId).customers.update(
      accountCustomerId,
      { invoice_settings: { default_payment_method: '' } },
      { key: `default-${detachKey}` as IdempotencyKey, subject: subjectOf(mirror) },
    ),
  );
  if (told.ok || isShutOut(told.failure.problem)) return;
  if (told.failure.kind === 'unclear') {
    await renewCloneKey(id, 'detach', detachKey);
    throw told.error;
  }
  const { code, message } = told.failure.problem;
  console.error(
    `[subscriptions] the Customer of ${mirror.id} offers what it did: ${code} ${message}`,
  );
}
