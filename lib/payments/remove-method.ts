import type { SavedMethodId } from '../model/ids';
import type { Result } from '../model/result';
import type { SessionUser } from '../model/views';

/**
 * Takes a card out of the wallet. From the moment this is called it cannot be charged; removing it
 * at Stripe follows, and is finished later when Stripe cannot be reached now.
 */
export async function removeMethod(
  _buyer: SessionUser,
  _savedMethodId: SavedMethodId,
): Promise<Result<{ removed: true }, 'not_found'>> {
  throw new Error('not built yet');
}
