import { Badge, type Tone } from '@/components/ui/badge';
import type { WayState } from '@/lib/model/lab';

const looks: Record<WayState, { tone: Tone; text: string }> = {
  recommended: { tone: 'money', text: 'Recommended' },
  alternative: { tone: 'neutral', text: 'Alternative' },
  legacy: { tone: 'caution', text: 'Legacy' },
  refused: { tone: 'neutral', text: 'Refused' },
  deprecated: { tone: 'danger', text: 'Deprecated' },
};

/** How Stripe's documents stand to a way. */
export function WayStateBadge({ state }: { readonly state: WayState }) {
  const { tone, text } = looks[state];
  return <Badge tone={tone}>{text}</Badge>;
}
