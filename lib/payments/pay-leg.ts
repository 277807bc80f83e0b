import type { LegId } from '../model/ids';

/** Drives one leg from its recovery point to an answer. */
export async function payLeg(_legId: LegId): Promise<void> {
  throw new Error('not built yet');
}
