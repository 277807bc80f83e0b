import type { AttemptId, IdempotencyKey, LegId, SavedMethodId } from '../model/ids';
import type { Policy } from '../model/status';
import { newId } from '../store/new-id';

export interface NewAttempt {
  readonly id: AttemptId;
  readonly legId: LegId;
  readonly number: number;
  readonly savedMethodId: SavedMethodId;
  readonly cloneKey: IdempotencyKey;
  readonly chargeKey: IdempotencyKey;
  /** Where the money is held first; else null. */
  readonly captureKey: IdempotencyKey | null;
  readonly releaseKey: IdempotencyKey | null;
}

/**
 * The row of one try to charge a leg. Its keys are made of ids that never change and are stored with
 * it, before any call: a repeat after a crash reads them, a new attempt gets new ones (the old ones
 * would only repeat the old decline). https://docs.stripe.com/api/idempotent_requests
 */
export function newAttempt(
  legId: LegId,
  number: number,
  savedMethodId: SavedMethodId,
  policy: Policy,
): NewAttempt {
  const held = policy === 'all_or_nothing';
  return {
    id: newId<AttemptId>('att'),
    legId,
    number,
    savedMethodId,
    cloneKey: `clone:${legId}:${number}` as IdempotencyKey,
    chargeKey: `charge:${legId}:${number}` as IdempotencyKey,
    captureKey: held ? (`capture:${legId}:${number}` as IdempotencyKey) : null,
    releaseKey: held ? (`release:${legId}:${number}` as IdempotencyKey) : null,
  };
}
