import {
  CalendarX,
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleSlash,
  Hourglass,
} from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import { assertNever } from '@/lib/model/assert-never';
import type { SubscriptionPhase } from '@/lib/model/subscription-views';

/** How a subscription stands, in the server's words, with a sign beside them. */
export function PhaseBadge({
  phase,
  text,
}: {
  readonly phase: SubscriptionPhase;
  readonly text: string;
}) {
  const { tone, Icon } = lookOf(phase);
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className="size-3.5" />
      <span>{text}</span>
    </Badge>
  );
}

function lookOf(phase: SubscriptionPhase): { tone: Tone; Icon: typeof CircleCheck } {
  switch (phase) {
    case 'trouble':
      return { tone: 'danger', Icon: CircleAlert };
    case 'starting':
      return { tone: 'neutral', Icon: Hourglass };
    case 'active':
      return { tone: 'money', Icon: CircleCheck };
    case 'paused':
      return { tone: 'caution', Icon: CirclePause };
    case 'ending':
      return { tone: 'caution', Icon: CalendarX };
    case 'ended':
      return { tone: 'neutral', Icon: CircleSlash };
    default:
      return assertNever(phase);
  }
}
