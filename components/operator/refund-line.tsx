import { refundTone } from '@/components/orders/refund-tone';
import { Badge } from '@/components/ui/badge';
import { Price } from '@/components/ui/price';
import type { RefundView } from '@/lib/model/after-sale';

interface RefundLineProps {
  readonly refund: Pick<RefundView, 'state' | 'stateText' | 'amount' | 'accountRefundId'>;
  /** What it is of, where that has to be said. */
  readonly of?: string;
}

/** A refund in one line of an order. */
export function RefundLine({ refund, of }: RefundLineProps) {
  return (
    <li className="flex flex-wrap items-center gap-2">
      <Badge tone={refundTone(refund.state)}>{refund.stateText}</Badge>
      <Price price={refund.amount} />
      {of ? <span className="text-ink-soft">of {of}</span> : null}
      <code className="font-mono text-xs break-all">{refund.accountRefundId}</code>
    </li>
  );
}
