import { assertNever } from '../model/assert-never';
import type { SyncReason, SyncState } from '../model/recurring';

/** What a seller has after a change, as the end of `3 of 5 sellers have …`. */
function whatOf(reason: SyncReason, renewsMethod: boolean, one: boolean): string {
  const have = one ? 'has' : 'have';
  switch (reason) {
    case 'buyer':
      return `${have} your new name and e-mail`;
    case 'details':
      return `${have} your card as it is now`;
    case 'method':
      return `${have} your new card`;
    case 'removed':
      return renewsMethod ? `${one ? 'uses' : 'use'} your other card` : letGo(one);
    case 'repair':
      return one ? 'is up to date' : 'are up to date';
    default:
      return assertNever(reason);
  }
}

const letGo = (one: boolean) => `no longer ${one ? 'has' : 'have'} your card`;

/** E.g. `3 of 5 sellers have your new card.` */
export function headlineOf(change: {
  readonly reason: SyncReason;
  /** False when a card was only taken away. */
  readonly hasMethod: boolean;
  readonly sellers: number;
  readonly followed: number;
}): string {
  const { reason, hasMethod, sellers, followed } = change;
  const what = (one: boolean) => whatOf(reason, hasMethod, one);
  if (sellers === 1) {
    return followed === 1 ? `Your seller ${what(true)}.` : `0 of 1 seller ${what(true)} so far.`;
  }
  if (followed === sellers) return `All ${sellers} sellers ${what(false)}.`;
  return `${followed} of ${sellers} sellers ${what(followed === 1)}.`;
}

/** What a seller's account is doing now. */
export function stepText(state: SyncState, tries: number): string {
  switch (state) {
    case 'waiting':
      return 'Waiting for its turn';
    case 'cloning':
    case 'attaching':
      return tries > 0 ? 'No answer yet; we try again' : 'Giving the seller a new copy of the card';
    case 'pointing':
      return tries > 0 ? 'No answer yet; we try again' : 'Telling the seller';
    case 'paying':
      return 'Paying what is open';
    case 'detaching':
      return 'Taking the old copy away';
    case 'done':
      return 'Up to date';
    case 'superseded':
      return 'A newer change takes its place';
    case 'failed':
      return 'Not changed';
    default:
      return assertNever(state);
  }
}
