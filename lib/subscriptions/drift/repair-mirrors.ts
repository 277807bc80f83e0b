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
  unreadOf,
  type MirrorDifferenceKind,
  type Repaired,
} from '../../model/mirror-views';
import { convergeSubscription } from '../read-subscription';
import { requestSyncs } from '../sync/request-sync';
import type { ComparedMirror } from './compare-group';
import { compareAccounts } from './compare-mirrors';
import { endGone } from './end-gone';
import { endStray } from './end-stray';
import { mendTerms } from './mend-terms';

/**
 * Compares anew and mends what differs, each on the side that is wrong: what Stripe decides is read
 * again, what was agreed is set there, a Subscription that nobody wants is ended, and a sync carries out
 * the rest. What is its seller's, or for a person to decide, is left alone.
 */
export async function repairMirrors(
  operator: Actor,
  only?: readonly SubscriptionId[],
): Promise<Repaired> {
  const { mirrors, strays, unread } = await compareAccounts(only);
  const wanted = mirrors.filter(({ view }) => !only || only.includes(view.subscriptionId));
  const unknown = [...wanted.flatMap(({ view }) => unreadOf(view) ?? []), ...unread];
  const refused = new Set(unknown.map(({ sellerName, text }) => `${sellerName}: ${text}`));
  const done = { mended: 0, ended: 0 };
  const tell = (kind: keyof typeof done, why: string | null) => {
    if (why) refused.add(why);
    else done[kind] += 1;
  };
  for (const stray of strays.filter(isMended)) {
    const what = `${stray.stripeId} at ${stray.sellerName}`;
    const goesOn = 'Stripe did not answer. It is tried again by itself.';
    tell('ended', await trying(what, () => endStray(operator, stray), goesOn));
  }
  for (const mirror of wanted) {
    const { name, buyerName, sellerName, unsure } = mirror.view;
    const what = `${name} of ${buyerName} at ${sellerName}`;
    if (isMendable(mirror.view)) tell('mended', await trying(what, () => repair(operator, mirror)));
    else if (unsure) refused.add(`${what}: It is being brought up to date already.`);
  }
  return { ...done, refused: [...refused] };
}

/** Why one was not mended, which keeps no other from it; null once it was. */
async function trying(
  what: string,
  mend: () => Promise<string | null>,
  unanswered = 'Stripe did not answer.',
): Promise<string | null> {
  try {
    const why = await mend();
    return why ? `${what}: ${why}` : null;
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    console.error(`[subscriptions] ${what} was not repaired, ${faultText(error)}`);
    const answered = failure.kind === 'refused' || failure.kind === 'declined';
    return `${what}: ${answered ? failure.problem.message : unanswered}`;
  }
}

/** What a sync brings there; of these, what needs another copy of the card. */
const ofSync: readonly MirrorDifferenceKind[] = ['status', 'buyer', 'missing'];
const ofMethod: readonly MirrorDifferenceKind[] = ['method', 'details', 'default', 'extra'];

async function repair(
  operator: Actor,
  { view, buyerId, extra }: ComparedMirror,
): Promise<string | null> {
  const id = view.subscriptionId;
  const kinds = view.differences.filter(isMended).map(({ kind }) => kind);
  const has = (these: readonly MirrorDifferenceKind[]) =>
    kinds.some((kind) => these.includes(kind));
  const setsTerms = has(['price', 'fee']);
  const why = setsTerms ? await mendTerms(operator, id) : null;
  if (why) return why;
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
    // With the terms it was written before Stripe was told of them.
    if (!setsTerms) await writeAct(tx, operator, 'mirror_repaired', { subscriptionId: id });
  });
  return null;
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
