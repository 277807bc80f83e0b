import type { Tone } from '@/components/ui/badge';
import type { RefundState } from '@/lib/model/after-sale';
import { assertNever } from '@/lib/model/assert-never';

/** The colour that repeats what the words of a refund say. */
export function refundTone(state: RefundState): Tone {
  switch (state) {
    case 'requested':
    case 'granted':
    case 'pending':
      return 'caution';
    case 'succeeded':
      return 'money';
    case 'failed':
      return 'danger';
    case 'declined':
      return 'neutral';
    default:
      return assertNever(state);
  }
}
