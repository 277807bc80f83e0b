import 'server-only';
import type { BuyerId } from '../model/ids';
import type { SavedMethodView } from '../model/views';

/** The buyer's usable saved methods, the default first, then the newest. */
export async function listWallet(_buyerId: BuyerId): Promise<SavedMethodView[]> {
  throw new Error('not built yet');
}
