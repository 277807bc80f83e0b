/** What the lists of stopped work have in common: how long, how many, and how a row is told. */
import { sql } from 'drizzle-orm';
import type { OrderId } from '../model/ids';
import type { StalledKind, StoppedWork } from '../model/work';
import { orders, sellers } from '../store/schema';
import { stalledAdvice, stalledTitles } from './work-text';

/** So long may a row be on its way before somebody is told. */
export const patience = sql`now() - interval '30 minutes'`;
export const mostRows = 50;
/** How many there are of what is cut off after the first. */
export const all = sql<number>`(count(*) over ())::int`;
export const names = { orderId: orders.id, order: orders.number, seller: sellers.name };

/** The first of what stopped, and how many there are. */
export interface StoppedList {
  readonly rows: readonly StoppedWork[];
  readonly count: number;
}

export const listOf = <Row extends { readonly all: number }>(
  rows: readonly Row[],
  told: (row: Row) => StoppedWork,
): StoppedList => ({ rows: rows.map(told), count: rows[0]?.all ?? 0 });

interface Stalled {
  readonly orderId: OrderId | null;
  readonly order: string;
  readonly seller: string;
  readonly reason: string | null;
  readonly since: Date;
}

export function stalledWork(
  kind: StalledKind,
  id: string,
  { orderId, order, seller, reason, since }: Stalled,
  codes: StoppedWork['codes'],
): StoppedWork {
  return {
    key: `${kind} ${id}`,
    ref: { stalled: kind, id },
    title: stalledTitles[kind],
    about: `${order}, ${seller}`,
    orderId,
    triesText: `For ${lengthOf(Date.now() - since.getTime())}`,
    since: since.toISOString(),
    nextTryAt: null,
    reason: reason ?? notTold,
    codes,
    canTry: true,
    advice: stalledAdvice,
    ending: null,
  };
}

export const notTold = 'Nobody has said why so far.';

function lengthOf(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 2_880
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1_440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
