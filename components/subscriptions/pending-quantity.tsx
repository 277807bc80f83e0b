'use client';

import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import { ConfirmPlanForm } from '@/components/stripe/confirm-plan-form';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Card } from '@/components/ui/card';
import type { PendingQuantityView, SubscriptionView } from '@/lib/model/subscription-views';
import { dayOf } from './day';
import { statusId } from './status-id';
import { useChange } from './use-change';

interface PendingQuantityProps {
  readonly of: PlanToConfirm;
  readonly subscription: Pick<SubscriptionView, 'id' | 'quantity' | 'card' | 'seller'>;
  readonly pending: PendingQuantityView;
}

/** Another quantity whose difference the bank wants confirmed; nothing is changed before that. */
export function PendingQuantity({ of, subscription, pending }: PendingQuantityProps) {
  const { id, quantity, card, seller } = subscription;
  const { send, busy, problem, message } = useChange(id);
  return (
    <Card as="section" aria-label="A change that waits" className="space-y-4 print:hidden">
      <Alert
        tone="caution"
        title={`${pending.quantity} instead of ${quantity} waits for your bank`}
      >
        <p className="mt-0.5">
          {pending.problem
            ? `${pending.problem.message} ${pending.problem.advice}`
            : `The bank of ${card.name} asks for you.`}
        </p>
        <p className="mt-0.5">
          Until {pending.amount.text} is paid it stays {quantity}
          {pending.until ? `, and the change is dropped on ${dayOf(pending.until)}` : ''}.
        </p>
      </Alert>
      <ConfirmPlanForm
        of={of}
        note={`Once you confirm, ${pending.amount.text} is charged for ${seller.name}, and it is ${pending.quantity}.`}
        focus={statusId}
      />
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title="It still waits">
          {problem}
        </Alert>
      ) : null}
      <BusyButton
        tone="secondary"
        busy={busy}
        busyText="One moment…"
        aria-disabled={busy || undefined}
        onClick={() => void send('quantity/keep', {})}
      >
        Keep {quantity}
      </BusyButton>
    </Card>
  );
}
