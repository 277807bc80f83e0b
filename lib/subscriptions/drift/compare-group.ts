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
import { isLiveThere, type AccountThere } from './read-account-there';
import { readCustomer, readMirror, type ReadMethod } from './read-mirror-there';

/** A mirror with what was found on its account, for whoever mends it. */
export interface ComparedMirror {
  readonly view: MirrorView;
  readonly buyerId: BuyerId;
  /** What is attached there and should not be. */
  readonly extra: readonly KeptMethod[];
}

/** An account beside what a repair does there before it comes to the mirrors. */
export interface ComparedAccount extends AccountThere {
  /** Subscriptions that it ends. */
  readonly ended: ReadonlySet<string>;
}

type Mirror = MirrorGroup['mirrors'][number];

/** Those that have ended are in it only where something of theirs is left. */
export async function compareGroup(
  group: MirrorGroup,
  account: ComparedAccount,
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
  const others = othersOf(group, account, its);
  const taken = chargedBy(others, there?.offered);
  // What somebody else charges is not ours to take away, unless we made it.
  const whyHeld = (id: string) => {
    if (group.copies.has(id)) return null;
    if (taken.has(id)) return 'A Subscription without a mirror charges it, so that it stays.';
    return account.whole ? null : 'Not every Subscription there was read, so that it stays.';
  };
  const whyKept = (method: KeptMethod) =>
    whyHeld(method.id) ?? (isLikeOneOf(group, method) ? null : 'That is its seller’s, and stays.');
  const wanted = { name, email, charged, whyHeld, whyKept, isUsed: its.length > 0 };
  const ofCustomer = differencesOfCustomer(wanted, there);
  const attached = there?.attached ?? [];
  const extra = attached.filter((method) => !charged.has(method.id) && whyKept(method) === null);
  return assemble(group, compared, ofCustomer, extra);
}

/** As a copy of one of the buyer's own cards looks, of today or of the past. */
const isLikeOneOf = (
  { methods }: MirrorGroup,
  { type, card, us_bank_account: bank }: KeptMethod,
): boolean =>
  methods.some(
    (one) =>
      one.type === type &&
      (card ? one.brand === card.brand && one.last4 === card.last4 : one.last4 === bank?.last4),
  );

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

/**
 * What else charges its Customer and goes on: its seller's own, another application's, another Souk's.
 * Whoever made it, a repair leaves it alone.
 */
function othersOf(
  { customerId }: MirrorGroup,
  { subscriptions, ended }: ComparedAccount,
  its: readonly AccountSubscription[],
): AccountSubscription[] {
  const left = new Set([...its.map(({ id }) => id as string), ...ended]);
  return [...subscriptions.values()].filter(
    (one) => !left.has(one.id) && isLiveThere(one) && idOf(one.customer) === customerId,
  );
}

/** One without a method of its own charges the Customer's default, where `offered` says that. */
const chargedBy = (
  all: readonly AccountSubscription[],
  offered: string | null = null,
): ReadonlySet<string> =>
  new Set(
    all.flatMap(
      (one) => idOf(one.default_payment_method) ?? idOf(one.default_source) ?? offered ?? [],
    ),
  );

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
      unsure: false,
      differences,
    },
  };
}
