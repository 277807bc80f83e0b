import 'server-only';
import {
  isMendable,
  isMended,
  unreadOf,
  type MirrorView,
  type StrayView,
  type UnreadAccount,
} from '../../model/mirror-views';
import { compareAccounts, type ComparedAccounts } from './compare-mirrors';

export interface MirrorsView {
  readonly differing: readonly MirrorView[];
  /** Those that are being changed, so that what differs of them is not known yet. */
  readonly moving: readonly MirrorView[];
  readonly agreeing: readonly MirrorView[];
  /** Subscriptions that no row of ours stands for; those that a repair ends first. */
  readonly strays: readonly StrayView[];
  /** What is not known, and so is neither of them. */
  readonly unread: readonly UnreadAccount[];
  /** How many of those that differ, and of the strays, a repair would change. */
  readonly mendable: number;
}

/** Every mirror as its account has it now, those that differ first. Asks Stripe about each account. */
export async function listMirrors(
  compared: Promise<ComparedAccounts> = compareAccounts(),
): Promise<MirrorsView> {
  const { mirrors, strays, unread } = await compared;
  const views = mirrors.map(({ view }) => view);
  const read = views.filter((view) => !unreadOf(view));
  const differing = read.filter(({ differences }) => differences.length > 0);
  const others = read.filter(({ differences }) => differences.length === 0);
  return {
    differing,
    moving: others.filter(({ unsure }) => unsure),
    agreeing: others.filter(({ unsure }) => !unsure),
    strays: [...strays.filter(isMended), ...strays.filter((stray) => !isMended(stray))],
    unread: addUp([...views.flatMap((view) => unreadOf(view) ?? []), ...unread]),
    mendable: differing.filter(isMendable).length + strays.filter(isMended).length,
  };
}

/** Told once for each account and reason, however many mirrors it is about. */
function addUp(all: readonly UnreadAccount[]): UnreadAccount[] {
  const found = new Map<string, UnreadAccount>();
  for (const one of all) {
    const key = `${one.accountId} ${one.text}`;
    found.set(key, { ...one, mirrors: one.mirrors + (found.get(key)?.mirrors ?? 0) });
  }
  return [...found.values()];
}
