import type Stripe from 'stripe';
import type { State } from '../../store/state';
import type { Timer } from '../../store/system-kinds';

export const LEFT = 'acct_left';
export const RIGHT = 'acct_right';
export const LOG = 'acct_log';
const SLOTS = 20;
export const TIMERS = 5;

/** What commit `n` puts on both accounts. */
export function slot(n: number, filler = ''): Stripe.Customer {
  const id = `cus_${n % SLOTS}`;
  return { id, object: 'customer', name: String(n), description: filler } as Stripe.Customer;
}

/** What commit `n` adds, never to be changed again. */
export function entered(n: number): Stripe.Customer {
  return { id: `cus_log_${n}`, object: 'customer' } as Stripe.Customer;
}

/** The timer that commit `n` puts; commit `n + TIMERS` removes it. */
export function timer(n: number): Timer {
  return { id: `timer_${n}`, object: 'timer', due: n, task: 'none', payload: {} };
}

/** The number of the last commit that is in a state. */
export function commitsIn(state: State): number {
  const names = [...state.entries(LEFT, 'customer').values()].map(({ object }) => object.name);
  return Math.max(0, ...names.map(Number));
}

/** What is kept after `commits` commits: exactly this, in all its parts. */
export function expectedAfter(commits: number): unknown {
  const latest = Array.from({ length: Math.min(commits, SLOTS) }, (_, back) => commits - back);
  const slots = latest.map((n) => [slot(n).id, String(n)]).sort();
  const timers = latest.slice(0, TIMERS).map((n) => timer(n).id);
  const log = Array.from({ length: commits }, (_, index) => entered(index + 1).id);
  return { left: slots, right: slots, timers: timers.sort(), log };
}

/** The same of a state. */
export function foundIn(state: State): unknown {
  const slots = (account: string): unknown[] =>
    [...state.entries(account, 'customer').values()]
      .map(({ id, object }) => [id, object.name])
      .sort();
  const timers = [...state.entries(LEFT, 'timer').keys()].sort();
  const log = [...state.entries(LOG, 'customer').keys()];
  return { left: slots(LEFT), right: slots(RIGHT), timers, log };
}
