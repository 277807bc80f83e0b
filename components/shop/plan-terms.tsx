'use client';

import { CalendarSync } from 'lucide-react';
import { useWords } from '@/components/language/words-provider';
import { planText, type PlanView } from '@/lib/model/plan';
import type { Price } from '@/lib/model/views';

/** What is charged when, and that it can be ended: said before a plan is put into the cart. */
export function PlanTerms({ price, plan }: { readonly price: Price; readonly plan: PlanView }) {
  const t = useWords('shop');
  const words = useWords('plan');
  const { trialDays, every } = plan;
  return (
    <div className="flex gap-3 rounded-xl bg-sunken px-4 py-3 text-sm">
      <CalendarSync aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-soft" />
      <div className="space-y-1">
        <p className="font-medium">{planText(price, plan, words)}</p>
        <p className="text-ink-soft">
          {trialDays > 0 ? t('termsAfterTrial', { days: trialDays, every }) : t('terms', { every })}{' '}
          {t('cancelAnytime')}
        </p>
      </div>
    </div>
  );
}
