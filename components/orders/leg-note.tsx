import type { ReactNode } from 'react';
import { Time } from '@/components/ui/time';
import type { Words } from '@/lib/language/words';
import { assertNever } from '@/lib/model/assert-never';
import type { LegView } from '@/lib/model/order-views';

interface LegNoteProps {
  readonly leg: LegView;
  readonly t: Words<'states'>;
}

/** How the charge of one seller stands, in one sentence; it promises nothing that is not known. */
export function LegNote({ leg, t }: LegNoteProps) {
  const last = leg.attempts.at(-1);
  const card = last?.card ?? t('yourCard');
  switch (leg.state) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
      return leg.stalled ? t('legStalled') : t('legCharging', { card });
    case 'authorized':
      return t('legHeld', { amount: leg.amount.text, card });
    case 'releasing':
      return t('legReleasing', { card });
    case 'processing':
      return last?.isDebit ? t('legDebit', { card }) : t('waitingBank');
    case 'paid':
      return paidNote(leg, card, t);
    case 'action_needed':
    case 'declined':
    case 'failed':
    case 'canceled':
      return t(leg.canRetry ? 'notSoFar' : 'notCharged');
    default:
      return assertNever(leg.state);
  }
}

function paidNote({ paidAt, statement }: LegView, card: string, t: Words<'states'>) {
  const told = {
    card,
    statement,
    code: (chunks: ReactNode) => (
      <bdi className="font-mono text-xs whitespace-nowrap text-ink">{chunks}</bdi>
    ),
  };
  return paidAt
    ? t.rich('legPaidAt', { ...told, time: () => <Time iso={paidAt} /> })
    : t.rich('legPaid', told);
}
