'use client';

import { useWords } from '@/components/language/words-provider';
import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import { ConfirmPlanForm } from '@/components/stripe/confirm-plan-form';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Card } from '@/components/ui/card';
import { ChangeProblem } from '@/components/ui/change-problem';
import type { PendingQuantityView, SubscriptionView } from '@/lib/model/subscription-views';
import { dayOf } from './day';
import { statusId } from './status-id';
import { useSubscriptionChange } from './use-subscription-change';

interface PendingQuantityProps {
  readonly of: PlanToConfirm;
  readonly subscription: Pick<SubscriptionView, 'id' | 'quantity' | 'card' | 'seller'>;
  readonly pending: PendingQuantityView;
}

/** Another quantity whose difference the bank wants confirmed; nothing is changed before that. */
export function PendingQuantity({ of, subscription, pending }: PendingQuantityProps) {
  const t = useWords('subscriptions');
  const { id, quantity, card, seller } = subscription;
  const { send, busy, problem, message } = useSubscriptionChange(id);
  return (
    <Card as="section" aria-label={t('waiting')} className="space-y-4 print:hidden">
      <Alert tone="caution" title={t('waitsForBank', { wanted: pending.quantity, quantity })}>
        <p className="mt-0.5">
          {pending.problem
            ? `${pending.problem.message} ${pending.problem.advice}`
            : t('bankAsks', { card: card.name })}
        </p>
        <p className="mt-0.5">
          {pending.until
            ? t('staysOrDropped', {
                amount: pending.amount.text,
                quantity,
                day: dayOf(pending.until, t),
              })
            : t('staysUntilPaid', { amount: pending.amount.text, quantity })}
        </p>
      </Alert>
      <ConfirmPlanForm
        of={of}
        note={t('pendingNote', {
          amount: pending.amount.text,
          seller: seller.name,
          quantity: pending.quantity,
        })}
        focus={statusId}
      />
      <ChangeProblem ref={message} title={t('stillWaits')} problem={problem} />
      <BusyButton
        tone="secondary"
        busy={busy}
        busyText={t('moment')}
        aria-disabled={busy || undefined}
        onClick={() => void send('quantity/keep', {})}
      >
        {t('keep', { quantity })}
      </BusyButton>
    </Card>
  );
}
