import type { SetupId } from '../model/ids';
import type { Result } from '../model/result';
import type { SessionUser } from '../model/views';

/**
 * Begins to save a card: a SetupIntent on the platform for this buyer. The client secret is for the
 * buyer's browser only; it is handed out here and kept nowhere.
 */
export async function startSetup(
  _buyer: SessionUser,
  _request: { readonly consentVersion: string },
): Promise<Result<{ setupId: SetupId; clientSecret: string }, 'consent_outdated' | 'wallet_full'>> {
  throw new Error('not built yet');
}
