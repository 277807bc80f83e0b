import type { SavedMethodId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { answer, refusal } from '../../security/answer';
import { removeUsedMethod, usesOfMine } from './remove-used-method';

interface RemovalRequest {
  readonly subscriptions?: 'cancel' | { readonly moveTo: SavedMethodId } | undefined;
}

/** Removes a card and answers; where a decision is missing, 409 with the subscriptions it is about. */
export async function removalAnswer(
  buyer: SessionUser,
  id: SavedMethodId,
  { subscriptions }: RemovalRequest,
): Promise<Response> {
  const decision =
    subscriptions === undefined
      ? null
      : subscriptions === 'cancel'
        ? ({ kind: 'cancel' } as const)
        : ({ kind: 'move', to: subscriptions.moveTo } as const);
  const removed = await removeUsedMethod(buyer, id, decision);
  if (removed.ok) return answer(removed.value);
  if (removed.reason !== 'in_use') return refusal(removed);
  const { reason: code, message } = removed;
  return answer(
    { error: { code, message, subscriptions: await usesOfMine(buyer, id) } },
    { status: 409 },
  );
}
