/**
 * What is read of an account is minutes apart from our rows, or half a sync. So our rows are read again
 * behind it: what they say otherwise by then, or what a sync is about to bring there, is no difference.
 */
import type { MirrorDifferenceKind } from '../../model/mirror-views';
import type { ComparedMirror } from './compare-group';
import type { MirrorGroup } from './mirror-groups';

/** What a sync brings to a mirror, and to its Customer, of whichever mirror there it is. */
const ofMirror: readonly MirrorDifferenceKind[] = ['status', 'method', 'details'];
const ofCustomer: readonly MirrorDifferenceKind[] = [
  'missing',
  'buyer',
  'default',
  'extra',
  'foreign',
];

/** Leaves out of these what cannot be told from a change under way; they say so in its place. */
export function withoutMoving(
  compared: readonly ComparedMirror[],
  before: MirrorGroup,
  after: MirrorGroup | undefined,
): ComparedMirror[] {
  const changed = !after || truthOf(before) !== truthOf(after);
  const syncing = new Set(
    [before, after].flatMap((group) =>
      (group?.mirrors ?? []).flatMap((mirror) => (mirror.syncing ? mirror.row.id : [])),
    ),
  );
  return compared.map(({ view, extra, ...rest }) => {
    const isMoving = syncing.has(view.subscriptionId);
    const mayPass = (kind: MirrorDifferenceKind) =>
      kind !== 'unread' &&
      (changed ||
        (isMoving && ofMirror.includes(kind)) ||
        (syncing.size > 0 && ofCustomer.includes(kind)));
    const differences = view.differences.filter(({ kind }) => !mayPass(kind));
    const unsure = differences.length < view.differences.length;
    return {
      ...rest,
      extra: mayPass('extra') ? [] : extra,
      view: { ...view, differences, unsure, syncing: isMoving || unsure },
    };
  });
}

/** All of our rows that a difference is told from. */
function truthOf({ buyer, customerId, mirrors, methods, copies, awaited }: MirrorGroup): string {
  const own = new Set(methods.map(({ id }) => id));
  const ofBuyer = [...copies].filter(([, of]) => own.has(of));
  return JSON.stringify([
    [buyer.name, buyer.email, customerId],
    mirrors.map(({ row, newestSync }) => [
      ...[row.id, row.state, row.status, row.accountSubscriptionId, row.savedMethodId],
      ...[row.quantity, row.accountPriceId, row.feeBasisPoints, newestSync],
    ]),
    methods.map(({ id, status }) => [id, status]).sort(),
    ofBuyer.sort(),
    ofBuyer.filter(([id]) => awaited.has(id)),
  ]);
}
