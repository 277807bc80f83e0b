import type { LegId, OrderId, SavedMethodId } from '../model/ids';
import type { Result } from '../model/result';
import type { SessionUser } from '../model/views';

/**
 * Tries a declined or failed leg again, with the same card or another. `attempt` is the number the
 * page saw: a second click with the same number finds the new attempt already started.
 */
export async function retryLeg(
  _buyer: SessionUser,
  _legId: LegId,
  _request: { readonly savedMethodId: SavedMethodId; readonly attempt: number },
): Promise<Result<{ orderId: OrderId }, 'not_found' | 'not_retryable' | 'card_unusable'>> {
  throw new Error('not built yet');
}
