import { Badge } from '@/components/ui/badge';
import type { DisputeView } from '@/lib/model/after-sale';

interface DisputeLineProps {
  readonly dispute: DisputeView;
  /** What it is about, where that has to be said. */
  readonly of?: string;
}

/** A dispute in one line of an order. */
export function DisputeLine({ dispute, of }: DisputeLineProps) {
  return (
    <li className="flex flex-wrap items-center gap-2">
      <Badge tone={dispute.open ? 'caution' : 'neutral'}>{dispute.statusText}</Badge>
      {of ? <span className="text-ink-soft">of {of}</span> : null}
      <code className="font-mono text-xs break-all">{dispute.accountDisputeId}</code>
    </li>
  );
}
