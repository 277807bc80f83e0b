import { Alert } from '@/components/ui/alert';
import type { Tone } from '@/components/ui/badge';
import { words } from '@/lib/language/request';
import { assertNever } from '@/lib/model/assert-never';
import type { SubscriptionPhase, SubscriptionView } from '@/lib/model/subscription-views';
import { statusId } from './status-id';

/** How it stands and how it goes on, in words; what is on its way is told with it. */
export async function SubscriptionStatus({
  subscription,
}: {
  readonly subscription: SubscriptionView;
}) {
  const t = await words('subscriptions');
  const { phase, stateText, nextText, change, cardChange } = subscription;
  const news = [
    change && !change.problem ? change.text : null,
    cardChange?.moving
      ? t(phase === 'trouble' ? 'paidWithIt' : 'takesMoment', { news: cardChange.text })
      : null,
  ].filter((line) => line !== null);
  return (
    <Alert
      role="status"
      id={statusId}
      tabIndex={-1}
      tone={toneOf(phase)}
      title={stateText}
      className="scroll-mt-24"
    >
      <p className="mt-0.5">{nextText}</p>
      {news.map((line) => (
        <p key={line} className="mt-0.5">
          {line}
        </p>
      ))}
    </Alert>
  );
}

function toneOf(phase: SubscriptionPhase): Tone {
  switch (phase) {
    case 'trouble':
      return 'danger';
    case 'active':
      return 'money';
    case 'paused':
    case 'ending':
      return 'caution';
    case 'starting':
    case 'ended':
      return 'neutral';
    default:
      return assertNever(phase);
  }
}
