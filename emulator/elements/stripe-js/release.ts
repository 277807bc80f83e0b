import { served } from './origins';

/** Release trains in their order (docs.stripe.com/sdks/stripejs-versioning). */
const trains = ['acacia', 'basil', 'clover', 'dahlia', 'endive'] as const;

export type Train = (typeof trains)[number];

/**
 * Whether the page's script is of this train or a later one, which decides what was removed from it.
 * `/v3` is before all of them, and keeps everything; a train nobody knows is taken for a new one.
 */
export function since(train: Train): boolean {
  if (served.train === 'v3') return false;
  const own = trains.findIndex((known) => known === served.train);
  return own < 0 || own >= trains.indexOf(train);
}

/**
 * `Stripe.version`. Loaders of today warn of any other train than their own; those of the time of
 * `/v3` don't look, so that it passes for the newest.
 */
export function releaseName(): string {
  return served.train === 'v3' ? 'endive' : served.train;
}
