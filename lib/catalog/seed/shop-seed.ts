import type { Interval } from '../../model/recurring';

/** How a shop of the demo is written down: a seller and what it sells. Amounts are minor units. */
export type CategorySlug =
  'kitchen' | 'pantry' | 'paper' | 'home' | 'wear' | 'garden' | 'play' | 'plans';

export interface VariantSeed {
  /** Empty for a product of one kind only. */
  readonly name: string;
  readonly amount: number;
  /** Pieces; null never runs out (a download, a plan). */
  readonly stock: number | null;
  /** Makes it a plan, paid every so many weeks, months or years. */
  readonly interval?: Interval;
  /** 1 unless said. */
  readonly intervalCount?: number;
  /** Days before the first payment; none unless said. */
  readonly trialDays?: number;
}

export interface ProductSeed {
  /** Also the name of its pictures: `/goods/<slug>.svg`, then `/goods/<slug>-2.svg`. */
  readonly slug: string;
  readonly name: string;
  readonly category: CategorySlug;
  readonly description: string;
  readonly details: readonly string[];
  readonly delivery: string;
  /** What each of its pictures shows. */
  readonly pictures: readonly string[];
  readonly variants: readonly VariantSeed[];
}

export interface SellerSeed {
  /** Also the name of its picture, `/sellers/<slug>.svg`. */
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  readonly about: string;
  readonly place: string;
  /** ISO 3166, upper case. */
  readonly country: string;
  /** ISO 4217, lower case. */
  readonly currency: string;
}

export interface ShopSeed {
  readonly seller: SellerSeed;
  readonly products: readonly ProductSeed[];
}
