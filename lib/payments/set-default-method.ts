import type { SavedMethodId } from '../model/ids';
import type { Result } from '../model/result';
import type { SavedMethodView, SessionUser } from '../model/views';

/** Makes one saved method the one that is offered first. */
export async function setDefaultMethod(
  _buyer: SessionUser,
  _savedMethodId: SavedMethodId,
): Promise<Result<SavedMethodView, 'not_found'>> {
  throw new Error('not built yet');
}
