import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import { ConfirmPlanForm } from '@/components/stripe/confirm-plan-form';
import { Card } from '@/components/ui/card';
import { words } from '@/lib/language/request';
import type { Words } from '@/lib/language/words';
import type { SubscriptionView } from '@/lib/model/subscription-views';
import { dayOf } from './day';
import { statusId } from './status-id';

interface ConfirmSetupProps {
  readonly of: PlanToConfirm;
  readonly subscription: Pick<SubscriptionView, 'card' | 'amount' | 'nextAt'>;
}

/** A card whose bank wants to see the buyer before the first payment: now, or when that comes. */
export async function ConfirmSetup({ of, subscription }: ConfirmSetupProps) {
  const t = await words('subscriptions');
  const { card, amount, nextAt } = subscription;
  return (
    <Card as="section" aria-labelledby="confirm-setup" className="space-y-3 print:hidden">
      <h2 id="confirm-setup" className="text-lg font-semibold">
        {t('confirmSetup')}
      </h2>
      <ConfirmPlanForm
        of={of}
        note={setupNote(card.name, amount.text, nextAt, t)}
        focus={statusId}
      />
    </Card>
  );
}

/** What confirming it now does, and what comes otherwise. */
export function setupNote(
  card: string,
  amount: string,
  firstAt: string | null,
  t: Words<'subscriptions'>,
): string {
  const first = firstAt
    ? t('firstOn', { amount, day: dayOf(firstAt, t) })
    : t('theFirst', { amount });
  return t('setupNote', { card, first });
}
