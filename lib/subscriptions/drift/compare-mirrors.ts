/**
 * Every mirror on every account beside the platform's truth, read from Stripe and not from our rows:
 * those are what may be wrong.
 */
import PQueue from 'p-queue';
import { englishWords } from '../../language/texts';
import { cardName } from '../../model/card-name';
import type { BuyerId, SubscriptionId } from '../../model/ids';
import type { MirrorDifference, MirrorView } from '../../model/mirror-views';
import type { KeptMethod } from '../../stripe/account-billing';
import { faultText } from '../../stripe/failure';
import { differencesOfCustomer, differencesOfMirror } from './mirror-differences';
import { readGroups, type MirrorGroup } from './mirror-groups';
import { methodReader, readCustomer, readMirror, type ReadMethod } from './read-mirror-there';
import { isRunning } from '../sync/sync-task';

/** A mirror with what was found on its account, for whoever mends it. */
export interface ComparedMirror {
  readonly view: MirrorView;
  readonly buyerId: BuyerId;
  /** What is attached there and should not be. */
  readonly extra: readonly KeptMethod[];
  readonly isLive: boolean;
}

/** Calls that are under way at once: it can wait, and buyers cannot. */
const atOnce = 10;

/**
 * Compares all mirrors, or these; those that have ended are in it only where something of theirs is
 * left. What could not be read says so, and does not keep the others from being told.
 */
export async function compareMirrors(
  only?: readonly SubscriptionId[],
): Promise<readonly ComparedMirror[]> {
  const groups = await readGroups(only);
  const readMethod = methodReader();
  const queue = new PQueue({ concurrency: atOnce });
  const compared = await Promise.all(
    groups.map((group) => queue.add(() => compareGroup(group, readMethod))),
  );
  return compared.flat();
}

async function compareGroup(group: MirrorGroup, readMethod: ReadMethod): Promise<ComparedMirror[]> {
  const live = group.mirrors.filter(({ row }) => isRunning(row));
  try {
    const there = await readCustomer(group);
    const attached = there?.attached ?? [];
    const found = await Promise.all(
      live.map(async (mirror) => {
        const subscription = await readMirror(mirror.row);
        const isOfAnother = (id: string) =>
          (group.copies.get(id) ?? mirror.method.id) !== mirror.method.id;
        const method = await readMethod(mirror.method);
        const wanted = { status: mirror.row.status, method, isOfAnother };
        return {
          mirror,
          subscription,
          differences: differencesOfMirror(wanted, subscription, there),
        };
      }),
    );
    const charged = new Set(
      found.flatMap(({ subscription }) =>
        subscription?.charged && !subscription.isEnded ? [subscription.charged] : [],
      ),
    );
    const isTheirs = ({ type, card, us_bank_account: bank }: KeptMethod) =>
      group.methods.some(
        (one) =>
          one.type === type &&
          (card ? one.brand === card.brand && one.last4 === card.last4 : one.last4 === bank?.last4),
      );
    const { name, email } = group.buyer;
    const wanted = { name, email, charged, isTheirs, isUsed: live.length > 0 };
    const ofCustomer = differencesOfCustomer(wanted, there);
    const extra = attached.filter((method) => !charged.has(method.id) && isTheirs(method));
    return assemble(group, found, ofCustomer, extra);
  } catch (error) {
    const text = `It could not be compared: ${faultText(error)}`;
    return live.map(({ row, ...mirror }) =>
      compared(group, { row, ...mirror }, [{ kind: 'unread', text }], []),
    );
  }
}

type Mirror = MirrorGroup['mirrors'][number];

/** What differs about the Customer is told with the first of its mirrors, a live one if there is one. */
function assemble(
  group: MirrorGroup,
  found: readonly { readonly mirror: Mirror; readonly differences: MirrorDifference[] }[],
  ofCustomer: readonly MirrorDifference[],
  extra: readonly KeptMethod[],
): ComparedMirror[] {
  const [first] = found;
  if (!first) {
    const [ended] = group.mirrors;
    return ended && ofCustomer.length ? [compared(group, ended, ofCustomer, extra)] : [];
  }
  return found.map(({ mirror, differences }) =>
    mirror === first.mirror
      ? compared(group, mirror, [...differences, ...ofCustomer], extra)
      : compared(group, mirror, differences, []),
  );
}

function compared(
  { buyer }: MirrorGroup,
  { row, sellerName, method, syncing: isSyncing }: Mirror,
  differences: readonly MirrorDifference[],
  extra: readonly KeptMethod[],
): ComparedMirror {
  return {
    buyerId: buyer.id,
    isLive: isRunning(row),
    extra,
    view: {
      subscriptionId: row.id,
      accountId: row.accountId,
      sellerName,
      buyerName: buyer.name,
      name: row.name,
      status: row.status ?? row.state,
      card: method.status === 'active' ? cardName(method, englishWords('cards')) : null,
      syncing: isSyncing,
      differences,
    },
  };
}
