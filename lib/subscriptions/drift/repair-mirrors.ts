/** Brings mirrors that were found to differ back to what the platform has. */
import type { IdempotencyKey, KeptCloneId, SubscriptionId } from '../../model/ids';
import { and, eq, isNull } from 'drizzle-orm';
import { sendJob } from '../../jobs/send-job';
import { withTx, type Db } from '../../store/client';
import { writeAct, type Actor } from '../../store/acts';
import { OvertakenError } from '../../store/latest-read';
import { newId } from '../../store/new-id';
import { keptClones, subscriptions } from '../../store/schema';
import { faultText, readFailure } from '../../stripe/failure';
import type { KeptMethod } from '../../stripe/account-billing';
import {
  isMendable,
  isMended,
  type MirrorDifferenceKind,
  type StrayView,
} from '../../model/mirror-views';
import { convergeAccountSubscription } from '../converge-event';
import { convergeSubscription } from '../read-subscription';
import { requestSyncs } from '../sync/request-sync';
import type { ComparedMirror } from './compare-group';
import { compareAccounts } from './compare-mirrors';
import { endGone } from './end-gone';
import { mendTerms } from './mend-terms';

export interface Repaired {
  /** How many mirrors are being mended, and Subscriptions without one were ended. */
  readonly mended: number;
  /** What Stripe refused, or did not answer, a sentence each. */
  readonly refused: readonly string[];
}

/**
 * Compares anew and mends what differs, each on the side that is wrong: what Stripe decides is read
 * again, what was agreed is set there, a Subscription that nobody wants is ended, and a sync carries out
 * the rest. What is its seller's, or for a person to decide, is left alone.
 */
export async function repairMirrors(
  operator: Actor,
  only?: readonly SubscriptionId[],
): Promise<Repaired> {
  const { mirrors, strays } = await compareAccounts(only);
  const differing = mirrors.filter(
    ({ view }) => (!only || only.includes(view.subscriptionId)) && isMendable(view),
  );
  const tries: (string | null)[] = [];
  for (const stray of strays.filter(isMended)) {
    const { stripeId, sellerName } = stray;
    tries.push(await trying(`${stripeId} at ${sellerName}`, () => endStray(operator, stray)));
  }
  for (const mirror of differing) {
    const { name, buyerName, sellerName } = mirror.view;
    const what = `${name} of ${buyerName} at ${sellerName}`;
    tries.push(await trying(what, () => repair(operator, mirror)));
  }
  const refused = tries.filter((why) => why !== null);
  return { mended: tries.length - refused.length, refused };
}

/** Why one was not mended, which keeps no other from it; null once it was. */
async function trying(what: string, mend: () => Promise<string | void>): Promise<string | null> {
  try {
    const why = await mend();
    return why ? `${what}: ${why}` : null;
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    console.error(`[subscriptions] ${what} was not repaired, ${faultText(error)}`);
    const answered = failure.kind === 'refused' || failure.kind === 'declined';
    return `${what}: ${answered ? failure.problem.message : 'Stripe did not answer.'}`;
  }
}

/** Whether it is still unwanted is looked at anew there, by the row of today. */
async function endStray(operator: Actor, stray: StrayView): Promise<string | void> {
  const { accountId, stripeId, subscriptionId } = stray;
  if (!subscriptionId) throw new Error(`${stripeId} says of nobody that it was made for them`);
  const outcome = await convergeAccountSubscription(accountId, stripeId);
  if (outcome !== 'converged') return 'Somebody has begun to start it meanwhile. Look again later.';
  await withTx((tx) => writeAct(tx, operator, 'mirror_repaired', { subscriptionId }));
}

/** What a sync brings there; of these, what needs another copy of the card. */
const ofSync: readonly MirrorDifferenceKind[] = ['status', 'buyer', 'missing'];
const ofMethod: readonly MirrorDifferenceKind[] = ['method', 'details', 'default', 'extra'];

async function repair(operator: Actor, { view, buyerId, extra }: ComparedMirror): Promise<void> {
  const id = view.subscriptionId;
  const kinds = view.differences.filter(isMended).map(({ kind }) => kind);
  const has = (these: readonly MirrorDifferenceKind[]) =>
    kinds.some((kind) => these.includes(kind));
  if (has(['price', 'fee'])) await mendTerms(id);
  // It may turn out to have ended.
  if (!has(['gone']) || !(await endGone(id))) await readAgain(id);
  await withTx(async (tx) => {
    await adopt(tx, id, extra);
    const { subscriptionIds } = has([...ofSync, ...ofMethod])
      ? await requestSyncs(tx, {
          buyerId,
          reason: 'repair',
          which: [id],
          renewsMethod: has([...ofMethod, 'missing']),
          renewsCustomer: true,
        })
      : { subscriptionIds: [] };
    // One that has ended has nothing to follow, but clones to lose.
    if (!subscriptionIds.length) await sendJob('sync-mirror', { subscriptionId: id });
    await writeAct(tx, operator, 'mirror_repaired', { subscriptionId: id });
  });
}

async function readAgain(id: SubscriptionId): Promise<void> {
  try {
    await convergeSubscription(id);
  } catch (error) {
    // Whoever overtook us has written something newer.
    if (!(error instanceof OvertakenError)) throw error;
  }
}

/** Copies that nobody has a row of get one, so that they are detached like any other. */
async function adopt(tx: Db, id: SubscriptionId, extra: readonly KeptMethod[]): Promise<void> {
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row) return;
  for (const method of extra) {
    const [known] = await tx
      .select({ id: keptClones.id })
      .from(keptClones)
      .where(
        and(
          eq(keptClones.accountId, row.accountId),
          eq(keptClones.accountMethodId, method.id),
          isNull(keptClones.detachedAt),
        ),
      );
    if (known) continue;
    const cloneId = newId<KeptCloneId>('kept');
    const key = (call: string) => `${call}:${cloneId}` as IdempotencyKey;
    await tx.insert(keptClones).values({
      id: cloneId,
      subscriptionId: id,
      accountId: row.accountId,
      savedMethodId: row.savedMethodId,
      cloneKey: key('clone'),
      attachKey: key('attach'),
      detachKey: key('detach'),
      accountMethodId: method.id,
      attachedAt: new Date(),
      unwantedAt: new Date(),
    });
  }
}
