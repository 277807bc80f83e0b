/** One buyer's mirrors on one account, beside the platform's truth. */
import { englishWords } from '../../language/texts';
import { cardName } from '../../model/card-name';
import type { BuyerId } from '../../model/ids';
import type { MirrorDifference, MirrorView } from '../../model/mirror-views';
import type { AccountSubscription, KeptMethod } from '../../stripe/account-billing';
import { idOf } from '../../stripe/fields';
import { isRunning } from '../sync/sync-task';
import { differencesOfCustomer, differencesOfMirror } from './mirror-differences';
import type { MirrorGroup } from './mirror-groups';
import type { AccountThere } from './read-account-there';
import { readCustomer, readMirror, type ReadMethod } from './read-mirror-there';

/** A mirror with what was found on its account, for whoever mends it. */
export interface ComparedMirror {
  readonly view: MirrorView;
  readonly buyerId: BuyerId;
  /** What is attached there and should not be. */
  readonly extra: readonly KeptMethod[];
}

type Mirror = MirrorGroup['mirrors'][number];

/** Those that have ended are in it only where something of theirs is left. */
export async function compareGroup(
  group: MirrorGroup,
  account: AccountThere,
  readMethod: ReadMethod,
): Promise<ComparedMirror[]> {
  const { name, email } = group.buyer;
  const found = await Promise.all(
    group.mirrors
      .filter((mirror) => isRunning(mirror.row) || isThere(mirror, account))
      .map(async (mirror) => ({
        mirror,
        method: await readMethod(mirror.method),
        subscription: await readMirror(mirror.row, account),
      })),
  );
  const its = found.flatMap(({ subscription }) => subscription ?? []);
  const there = await readCustomer(group, its);
  const compared = found.map(({ mirror, method, subscription }) => ({
    mirror,
    differences: differencesOfMirror(
      {
        row: mirror.row,
        method,
        isOfAnother: (id) => (group.copies.get(id) ?? mirror.method.id) !== mirror.method.id,
      },
      subscription,
      there,
    ),
  }));
  const live = its.filter(({ ended_at: endedAt }) => endedAt === null);
  const charged = new Set([...chargedBy(live), ...group.awaited]);
  const taken = chargedBy(othersOf(group, account));
  const isTheirs = ({ id, type, card, us_bank_account: bank }: KeptMethod) =>
    // What its seller charges with a Subscription of their own is not ours to take away, unless we made it.
    (group.copies.has(id) || !taken.has(id)) &&
    group.methods.some(
      (one) =>
        one.type === type &&
        (card ? one.brand === card.brand && one.last4 === card.last4 : one.last4 === bank?.last4),
    );
  const wanted = { name, email, charged, isTheirs, isUsed: its.length > 0 };
  const ofCustomer = differencesOfCustomer(wanted, there);
  const attached = there?.attached ?? [];
  const extra = attached.filter((method) => !charged.has(method.id) && isTheirs(method));
  return assemble(group, compared, ofCustomer, extra);
}

/** Where nothing of it could be compared: each live mirror says so. */
export function unreadGroup(group: MirrorGroup, text: string): ComparedMirror[] {
  const left = 'What is not known is not mended.';
  return group.mirrors
    .filter(({ row }) => isRunning(row))
    .map((mirror) => compared(group, mirror, [{ kind: 'unread', text, left }], []));
}

/** Our row says that it has ended, and its account has it all the same. */
const isThere = ({ row }: Mirror, { subscriptions }: AccountThere): boolean =>
  row.state === 'started' && subscriptions.get(row.accountSubscriptionId ?? '')?.ended_at === null;

/** Its Customer's Subscriptions that no connected application has made, so its seller's own. */
function othersOf(
  { customerId }: MirrorGroup,
  { subscriptions }: AccountThere,
): AccountSubscription[] {
  return [...subscriptions.values()].filter(
    ({ application, customer, ended_at: endedAt }) =>
      !application && endedAt === null && idOf(customer) === customerId,
  );
}

const chargedBy = (all: readonly AccountSubscription[]): ReadonlySet<string> =>
  new Set(all.flatMap((one) => idOf(one.default_payment_method) ?? []));

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
  { row, sellerName, method, syncing }: Mirror,
  differences: readonly MirrorDifference[],
  extra: readonly KeptMethod[],
): ComparedMirror {
  return {
    buyerId: buyer.id,
    extra,
    view: {
      subscriptionId: row.id,
      accountId: row.accountId,
      sellerName,
      buyerName: buyer.name,
      name: row.name,
      status: row.status ?? row.state,
      card: method.status === 'active' ? cardName(method, englishWords('cards')) : null,
      syncing,
      differences,
    },
  };
}
