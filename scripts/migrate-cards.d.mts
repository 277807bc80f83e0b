import type Stripe from 'stripe';

export interface MigratedCard {
  readonly customer: string;
  readonly old: string;
  readonly outcome:
    'set_up' | 'would_set_up' | 'needs_buyer' | 'declined' | 'refused' | 'not_shareable';
  /** What to clone from now on. */
  readonly method: string | null;
  readonly reason: string | null;
}

export function migrateCards(options: {
  readonly stripe: Stripe;
  readonly customers: Iterable<string> | AsyncIterable<string>;
  /** A file of its own, for going on after a stop. */
  readonly progress: string;
  readonly dryRun?: boolean;
  readonly tell?: (card: MigratedCard) => void;
}): Promise<MigratedCard[]>;
