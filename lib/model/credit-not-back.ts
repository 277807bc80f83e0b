import type { Language } from '../language/languages';
import { priceOf } from './price';
import type { Price } from './views';

/** Credit of a buyer that went into a payment nobody wanted, and that is not theirs again so far. */
export interface CreditNotBack {
  readonly amount: Price;
  /** True where it is gone with the Customer that had it, so that nothing is to be waited for. */
  readonly isLost: boolean;
}

interface NotUndone {
  /** In minor units; less than nothing where the buyer owed some. */
  readonly credit: number;
  readonly currency: string;
  /** Why Stripe refuses to put it back; null where it is lost. */
  readonly problem: unknown;
}

export function creditNotBack(left: readonly NotUndone[], language: Language): CreditNotBack[] {
  return left
    .filter(({ credit }) => credit > 0)
    .map(({ credit, currency, problem }) => ({
      amount: priceOf({ amount: credit, currency: currency.toLowerCase() }, language),
      isLost: problem === null,
    }));
}
