import type { Words } from '../../language/words';
import { assertNever } from '../../model/assert-never';
import type { SyncReason, SyncState } from '../../model/recurring';

interface Change {
  readonly reason: SyncReason;
  /** False when a card was only taken away. */
  readonly hasMethod: boolean;
}

/** What a seller has after a change. */
function whatOf({ reason, hasMethod }: Change) {
  if (reason === 'removed') return hasMethod ? 'moved' : 'letGo';
  return reason;
}

/** E.g. `3 of 5 sellers have your new card.` */
export function headlineOf(
  change: Change & { readonly sellers: number; readonly followed: number },
  t: Words<'wallet'>,
): string {
  const { sellers, followed } = change;
  const what = whatOf(change);
  if (sellers === 1) return t(followed === 1 ? 'syncOne' : 'syncNone', { what });
  if (followed === sellers) return t('syncAll', { sellers, what });
  return t('syncSome', { followed, sellers, what });
}

/** What a seller's account is doing now. */
export function stepText(state: SyncState, tries: number, t: Words<'wallet'>): string {
  switch (state) {
    case 'waiting':
      return t('stepWaiting');
    case 'cloning':
    case 'attaching':
      return t(tries > 0 ? 'stepAgain' : 'stepCopy');
    case 'pointing':
      return t(tries > 0 ? 'stepAgain' : 'stepTell');
    case 'paying':
      return t('stepPay');
    case 'detaching':
      return t('stepTake');
    case 'done':
      return t('stepDone');
    case 'superseded':
      return t('stepNewer');
    case 'failed':
      return t('stepFailed');
    default:
      return assertNever(state);
  }
}
