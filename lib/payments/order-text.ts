import { assertNever } from '../model/assert-never';
import type { LegState } from '../model/status';

/** The state of a leg in words. */
export function stateText(state: LegState): string {
  switch (state) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
      return 'Working on it';
    case 'processing':
      return 'Processing';
    case 'action_needed':
      return 'Confirm with your bank';
    case 'authorized':
      return 'Held, not charged yet';
    case 'releasing':
      return 'Letting it go';
    case 'paid':
      return 'Paid';
    case 'declined':
      return 'Declined';
    case 'failed':
      return 'Failed';
    case 'canceled':
      return 'Canceled';
    default:
      return assertNever(state);
  }
}
