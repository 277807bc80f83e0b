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
  readonly subscription: Pick<SubscriptionView, 'card' | 'amount' | 'nextAt' | 'trialEnd'>;
}

/** A card whose bank wants to see the buyer before a payment: now, or when that comes. */
export async function ConfirmSetup({ of, subscription }: ConfirmSetupProps) {
  const t = await words('subscriptions');
  const { card, amount, nextAt, trialEnd } = subscription;
  const coming = { at: nextAt, isFirst: trialEnd !== null };
  return (
    <Card as="section" aria-labelledby="confirm-setup" className="space-y-3 print:hidden">
      <h2 id="confirm-setup" className="text-lg font-semibold">
        {t('confirmSetup')}
      </h2>
      <ConfirmPlanForm
        of={of}
        note={setupNote(card.name, amount.text, coming, t)}
        focus={statusId}
      />
    </Card>
  );
}

/** The payment that comes next: the first after a trial, or one of those that follow. */
interface Coming {
  readonly at: string | null;
  readonly isFirst: boolean;
}

/** What confirming it now does, and what comes otherwise. */
export function setupNote(
  card: string,
  amount: string,
  { at, isFirst }: Coming,
  t: Words<'subscriptions'>,
): string {
  const payment = at
    ? t(isFirst ? 'firstOn' : 'nextOn', { amount, day: dayOf(at, t) })
    : t(isFirst ? 'theFirst' : 'theNext', { amount });
  return t('setupNote', { card, payment });
}
