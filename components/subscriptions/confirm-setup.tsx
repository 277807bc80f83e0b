import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import { ConfirmPlanForm } from '@/components/stripe/confirm-plan-form';
import { Card } from '@/components/ui/card';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import { dayOf } from './day';
import { statusId } from './status-id';

interface ConfirmSetupProps {
  readonly of: PlanToConfirm;
  readonly subscription: Pick<SubscriptionView, 'card' | 'amount' | 'nextAt'>;
}

/** A card whose bank wants to see the buyer before the first payment: now, or when that comes. */
export function ConfirmSetup({ of, subscription }: ConfirmSetupProps) {
  const { card, amount, nextAt } = subscription;
  return (
    <Card as="section" aria-labelledby="confirm-setup" className="space-y-3 print:hidden">
      <h2 id="confirm-setup" className="text-lg font-semibold">
        Confirm the card with your bank
      </h2>
      <ConfirmPlanForm of={of} note={setupNote(card.name, amount.text, nextAt)} focus={statusId} />
    </Card>
  );
}

/** What confirming it now does, and what comes otherwise. */
export function setupNote(card: string, amount: string, firstAt: string | null): string {
  const first = firstAt ? `the first ${amount} on ${dayOf(firstAt)}` : `the first ${amount}`;
  return `The bank of ${card} asks for you. Nothing is charged for that. If you leave it, the bank will likely ask when ${first} is due: that is then not paid until you confirm it here.`;
}
