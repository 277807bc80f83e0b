'use client';

import { useEffect, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Details } from '@/components/ui/details';
import { SelectField } from '@/components/ui/select-field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import { mostOfPlan } from '@/lib/model/quantities';
import type { QuantityPreview } from '@/lib/model/subscription-views';
import { atTheBank } from './at-the-bank';
import { dayOf } from './day';
import { useSubscriptionChange } from './use-subscription-change';

interface ChangeQuantityProps {
  readonly of: PlanToConfirm;
  readonly quantity: number;
  readonly every: string;
  readonly card: string;
}

/** More or less of it: what that costs now and later is Stripe's word, before anything is changed. */
export function ChangeQuantity({ of, quantity, every, card }: ChangeQuantityProps) {
  const id = of.subscriptionId;
  const t = useWords('subscriptions');
  const hydrated = useHydrated();
  const [wanted, setWanted] = useState(quantity);
  const [preview, setPreview] = useState<QuantityPreview | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const stripe = useWords('stripe');
  const { send, busy, problem, message } = useSubscriptionChange(id);
  const shown = preview?.quantity === wanted ? preview : null;

  useEffect(() => {
    if (wanted === quantity) return;
    let over = false;
    const asked = callApi<{ preview: QuantityPreview }>(
      'POST',
      `/api/subscriptions/${id}/quantity/preview`,
      { quantity: wanted },
    );
    void asked.then((answer) => {
      if (over) return;
      setPreview(answer.ok ? answer.value.preview : null);
      setRefusal(answer.ok ? null : answer.message);
    });
    return () => {
      over = true;
    };
  }, [id, wanted, quantity]);

  function change() {
    // Whoever presses is there: a bank that asks is answered at once.
    const instead = (code: string) => (code === 'bank' ? atTheBank(of, stripe) : undefined);
    void send('quantity', { quantity: wanted }, { instead });
  }

  return (
    <div data-needs-script className="print:hidden">
      <Details summary={t('changeQuantity')}>
        <div className="space-y-4 pt-1">
          <SelectField
            id="plan-quantity"
            label={t('howMany', { every })}
            value={wanted}
            disabled={busy || !hydrated}
            onChange={({ target }) => {
              setRefusal(null);
              setWanted(Number(target.value));
            }}
            className="max-w-28"
          >
            {Array.from({ length: mostOfPlan }, (_, index) => index + 1).map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </SelectField>
          <div aria-live="polite" className="text-sm">
            {wanted === quantity ? (
              <p className="text-ink-soft">{t('whatYouHave')}</p>
            ) : shown ? (
              <Cost preview={shown} every={every} card={card} />
            ) : (
              <p className="text-ink-soft">{refusal ?? t('askingCost')}</p>
            )}
          </div>
          <ChangeProblem ref={message} title={t('quantityUnchanged')} problem={problem} />
          <BusyButton
            tone={shown?.now ? 'money' : 'secondary'}
            busy={busy}
            busyText={t('changing')}
            aria-disabled={!shown || undefined}
            onClick={() => (shown ? change() : undefined)}
          >
            {shown?.now ? t('changeAndPay', { amount: shown.now.text }) : t('changeQuantity')}
          </BusyButton>
        </div>
      </Details>
    </div>
  );
}

function Cost({
  preview: { now, credit, then, thenAt },
  every,
  card,
}: {
  readonly preview: QuantityPreview;
  readonly every: string;
  readonly card: string;
}) {
  const t = useWords('subscriptions');
  return (
    <ul className="list-disc space-y-1 ps-5">
      <li>
        {now
          ? t('chargedNow', { amount: now.text, card })
          : credit
            ? t('takenOff', { amount: credit.text })
            : t('nothingNow')}
      </li>
      <li>
        {thenAt
          ? t('thenFrom', { amount: then.text, every, day: dayOf(thenAt, t) })
          : t('thenEvery', { amount: then.text, every })}
      </li>
    </ul>
  );
}
