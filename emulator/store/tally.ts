import type { Entry } from './entry';

/** Money of an account in one currency, in minor units; either may be negative. */
export interface Funds {
  readonly available: number;
  readonly pending: number;
}

const none: Funds = { available: 0, pending: 0 };

interface Sum {
  /** What was available at `Tally.#until`. */
  settled: number;
  /** What comes later, by the second it comes at. */
  readonly later: Map<number, number>;
}

/** What a balance transaction adds to a balance. */
function partOf({ object }: Entry): { currency: string; net: number; at: number } {
  return {
    currency: String(object.currency),
    net: Number(object.net),
    at: Number(object.available_on),
  };
}

/**
 * The sums of balance transactions by currency, kept up with every change, so that a balance need
 * not be added up from all of them. What has become available is summed once: later moments are
 * asked for, not earlier ones.
 */
export class Tally {
  readonly #sums = new Map<string, Sum>();
  #until = 0;

  /** Whether it can tell of this moment, in Unix seconds; a clock that was reset needs a new one. */
  reaches(now: number): boolean {
    return now >= this.#until;
  }

  add(entry: Entry, sign: 1 | -1 = 1): void {
    const { currency, net, at } = partOf(entry);
    let sum = this.#sums.get(currency);
    if (!sum) this.#sums.set(currency, (sum = { settled: 0, later: new Map() }));
    if (at <= this.#until) sum.settled += sign * net;
    else sum.later.set(at, (sum.later.get(at) ?? 0) + sign * net);
  }

  /** By currency, as of `now`. */
  read(now: number): Map<string, Funds> {
    this.#until = now;
    const funds = new Map<string, Funds>();
    for (const [currency, sum] of this.#sums) {
      let pending = 0;
      for (const [at, net] of sum.later) {
        if (at > now) pending += net;
        else {
          sum.settled += net;
          sum.later.delete(at);
        }
      }
      funds.set(currency, { available: sum.settled, pending });
    }
    return funds;
  }
}

/** `funds` with one entry more, or less. */
export function withEntry(
  funds: Map<string, Funds>,
  entry: Entry,
  now: number,
  sign: 1 | -1,
): void {
  const { currency, net, at } = partOf(entry);
  const { available, pending } = funds.get(currency) ?? none;
  const change = sign * net;
  funds.set(
    currency,
    at <= now
      ? { available: available + change, pending }
      : { available, pending: pending + change },
  );
}
