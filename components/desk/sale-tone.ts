import type { Tone } from '@/components/ui/badge';
import { assertNever } from '@/lib/model/assert-never';
import type { SaleRow } from '@/lib/model/seller';

type Words = Pick<SaleRow, 'asked' | 'disputed' | 'stateText'>;

/** What matters most about a sale, in a word or two. */
export function saleWords({ asked, disputed, stateText }: Words): string {
  if (asked) return 'Refund asked for';
  return disputed ? 'Disputed' : stateText;
}

/** The colour that repeats what the words about a sale say. */
export function saleTone({
  state,
  disputed,
  refunded,
  asked,
}: Pick<SaleRow, 'state' | 'disputed' | 'refunded' | 'asked'>): Tone {
  if (asked) return 'caution';
  if (disputed) return 'danger';
  switch (state) {
    case 'paid':
      return refunded ? 'neutral' : 'money';
    case 'processing':
      return 'caution';
    case 'unpaid':
      return 'neutral';
    default:
      return assertNever(state);
  }
}
