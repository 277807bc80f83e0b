import {
  Ban,
  CircleAlert,
  CircleCheck,
  Clock,
  Hourglass,
  Landmark,
  Lock,
  type LucideIcon,
} from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import { assertNever } from '@/lib/model/assert-never';
import type { LegState, OrderStatus } from '@/lib/model/status';

interface Look {
  readonly tone: Tone;
  readonly Icon: LucideIcon;
}

/** How one seller's part stands, in the server's words, with a sign beside them. */
export function LegStateBadge({
  state,
  text,
}: {
  readonly state: LegState;
  readonly text: string;
}) {
  const { tone, Icon } = legLook(state);
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className="size-3.5" />
      <span>{text}</span>
    </Badge>
  );
}

function legLook(state: LegState): Look {
  switch (state) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
    case 'releasing':
      return { tone: 'neutral', Icon: Hourglass };
    case 'authorized':
      return { tone: 'neutral', Icon: Lock };
    case 'processing':
      return { tone: 'caution', Icon: Clock };
    case 'action_needed':
      return { tone: 'caution', Icon: Landmark };
    case 'paid':
      return { tone: 'money', Icon: CircleCheck };
    case 'declined':
    case 'failed':
      return { tone: 'danger', Icon: CircleAlert };
    case 'canceled':
      return { tone: 'neutral', Icon: Ban };
    default:
      return assertNever(state);
  }
}

/** The colour that repeats what the sentence about an order says. */
export function orderTone(status: OrderStatus): Tone {
  switch (status) {
    case 'open':
      return 'neutral';
    case 'processing':
    case 'action_needed':
    case 'partly_paid':
    case 'sent_back':
      return 'caution';
    case 'paid':
      return 'money';
    case 'failed':
      return 'danger';
    default:
      return assertNever(status);
  }
}
