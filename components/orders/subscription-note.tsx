import { Day } from '@/components/ui/day';
import type { Words } from '@/lib/language/words';
import { assertNever } from '@/lib/model/assert-never';
import type { OrderSubscriptionView } from '@/lib/model/order-subscription';

interface SubscriptionNoteProps {
  readonly of: OrderSubscriptionView;
  readonly t: Words<'states'>;
}

/** How a subscription stands, in one sentence; it promises nothing that is not known. */
export function SubscriptionNote({ of: it, t }: SubscriptionNoteProps) {
  switch (it.standing) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
    case 'releasing':
    case 'authorized':
      return it.stalled ? t('planStalled') : t('planBeginning', { card: it.card });
    case 'processing':
      return t('waitingBank');
    case 'paid':
      return nextNote(it, t);
    case 'action_needed':
    case 'declined':
      return t('planNotSoFar');
    case 'failed':
      return t(it.canRetry ? 'planNotSoFar' : 'planNever');
    case 'canceled':
      return t('planNeverCharged');
    default:
      return assertNever(it.standing);
  }
}

function nextNote(it: OrderSubscriptionView, t: Words<'states'>) {
  const { nextPayment } = it;
  if (!nextPayment) return t('planElsewhere');
  return t.rich(it.onTrial ? 'planFirst' : 'planNext', {
    amount: it.amount.text,
    card: it.card,
    day: () => <Day iso={nextPayment} />,
  });
}
