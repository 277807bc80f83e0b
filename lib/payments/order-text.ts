import type { Words } from '../language/words';
import { assertNever } from '../model/assert-never';
import type { LegState } from '../model/status';

/** The state of a leg in words. */
export function stateText(state: LegState, t: Words<'states'>): string {
  switch (state) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
      return t('working');
    case 'processing':
      return t('processing');
    case 'action_needed':
      return t('confirm');
    case 'authorized':
      return t('held');
    case 'releasing':
      return t('lettingGo');
    case 'paid':
      return t('paid');
    case 'declined':
      return t('declined');
    case 'failed':
      return t('failed');
    case 'canceled':
      return t('canceled');
    default:
      return assertNever(state);
  }
}
