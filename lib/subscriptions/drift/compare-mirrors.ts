/**
 * Every mirror on every account beside the platform's truth, read from Stripe and not from our rows:
 * those are what may be wrong. One list for each account, the methods of each Customer, and each saved
 * method once.
 */
import PQueue, { TimeoutError } from 'p-queue';
import type { SubscriptionId } from '../../model/ids';
import { isMended, type StrayView, type UnreadAccount } from '../../model/mirror-views';
import { faultText, readFailure, shutOut } from '../../stripe/failure';
import { mostListed } from '../../stripe/account-billing';
import {
  compareGroup,
  unreadGroup,
  type ComparedAccount,
  type ComparedMirror,
} from './compare-group';
import { findStrays } from './find-strays';
import { readGroups, type MirrorGroup } from './mirror-groups';
import { accountsOfMirrors, readAccount, type AccountThere } from './read-account-there';
import { methodReader } from './read-mirror-there';
import { withoutMoving } from './while-moving';

export interface ComparedAccounts {
  readonly mirrors: readonly ComparedMirror[];
  readonly strays: readonly StrayView[];
  /** What is not known of accounts, beside the mirrors of theirs that say so themselves. */
  readonly unread: readonly UnreadAccount[];
}

/** Calls that are under way at once: it can wait, and buyers cannot. */
const atOnce = 10;

/** How long one account, or one Customer, keeps a page waiting for it. */
const patience = 15_000;

/**
 * Compares all mirrors, or these; those that have ended are in it only where something of theirs is
 * left. What could not be read says so, and does not keep the others from being told; so does what was
 * being changed meanwhile.
 */
export async function compareAccounts(
  only?: readonly SubscriptionId[],
  { patienceMs = patience } = {},
): Promise<ComparedAccounts> {
  const groups = await readGroups(only);
  const accounts = await accountsOfMirrors(only);
  const readMethod = methodReader();
  const queue = new PQueue({ concurrency: atOnce, timeout: patienceMs });
  const trying = <Read>(read: () => Promise<Read>) => queue.add(read).then(toValue, toReason);
  const compare = async (group: MirrorGroup, account: ComparedAccount) => {
    const compared = await trying(() => compareGroup(group, account, readMethod));
    const mirrors = compared.ok ? compared.value : unreadGroup(group, compared.text);
    return { group, mirrors };
  };
  const found = await Promise.all(
    accounts.map(async (account) => {
      const there = await trying(() => readAccount(account));
      const its = groups.filter(({ accountId }) => accountId === account.accountId);
      if (!there.ok) {
        const read = its.map((group) => ({ group, mirrors: unreadGroup(group, there.text) }));
        return { read, strays: [], unread: [{ ...account, text: there.text, mirrors: 0 }] };
      }
      const strays = await findStrays(there.value, only);
      const ended = new Set(strays.filter(isMended).map(({ stripeId }) => stripeId as string));
      const beside = { ...there.value, ended };
      const read = await Promise.all(its.map((group) => compare(group, beside)));
      return { read, strays, unread: partOf(there.value) };
    }),
  );
  const after = new Map((await readGroups(only)).map((group) => [group.customerId, group]));
  const known = new Set(accounts.map(({ accountId }) => accountId));
  const lost = groups.filter(({ accountId }) => !known.has(accountId));
  return {
    mirrors: [
      ...found.flatMap(({ read }) =>
        read.flatMap(({ group, mirrors }) =>
          withoutMoving(mirrors, group, after.get(group.customerId)),
        ),
      ),
      ...lost.flatMap((group) => unreadGroup(group, 'Its seller has another account now.')),
    ],
    strays: found.flatMap(({ strays }) => strays),
    unread: found.flatMap(({ unread }) => unread),
  };
}

/** The mirrors of it alone. */
export async function compareMirrors(
  only?: readonly SubscriptionId[],
): Promise<readonly ComparedMirror[]> {
  return (await compareAccounts(only)).mirrors;
}

const toValue = <Value>(value: Value) => ({ ok: true as const, value });
const toReason = (error: unknown) => ({ ok: false as const, text: whyUnread(error) });

/** In words for the operator; faults of our own are told like any other. */
function whyUnread(error: unknown): string {
  if (error instanceof TimeoutError) return 'Stripe has not answered yet. Look again later.';
  if (shutOut(error)) return 'The account has left: Souk may read nothing there any more.';
  console.error(`[subscriptions] mirrors were not compared, ${faultText(error)}`);
  const failure = readFailure(error);
  if (failure?.kind === 'unanswered') return 'Stripe did not answer. Look again later.';
  return failure ? `Stripe refused: ${failure.problem.message}` : faultText(error);
}

function partOf({ accountId, sellerName, whole }: AccountThere): UnreadAccount[] {
  if (whole) return [];
  const text = `It has more than ${mostListed} Subscriptions: those that Souk does not know of were looked for among the newest alone.`;
  return [{ accountId, sellerName, text, mirrors: 0 }];
}
