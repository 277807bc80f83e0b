import { Badge, type Tone } from '@/components/ui/badge';
import type { MailState } from '@/lib/model/mail';

const looks: Record<MailState, { text: string; tone: Tone }> = {
  waiting: { text: 'Being sent', tone: 'caution' },
  sent: { text: 'Sent', tone: 'money' },
  kept: { text: 'Kept here', tone: 'neutral' },
  failed: { text: 'Not sent', tone: 'danger' },
  outdated: { text: 'Not needed any more', tone: 'neutral' },
};

/** How an e-mail stands. */
export function MailStateBadge({ state }: { readonly state: MailState }) {
  return <Badge tone={looks[state].tone}>{looks[state].text}</Badge>;
}
