import type { SetupId } from '../model/ids';
import type { Result } from '../model/result';
import type { SavedMethodView, SessionUser } from '../model/views';

/**
 * Ends the saving of a card: re-reads the SetupIntent from Stripe, whatever the browser says, and
 * puts the card into the wallet. Calling it again gives the same card.
 */
export async function finishSetup(
  _buyer: SessionUser,
  _setupId: SetupId,
): Promise<
  Result<SavedMethodView, 'not_found' | 'declined' | 'not_finished' | 'canceled' | 'removed'>
> {
  throw new Error('not built yet');
}
