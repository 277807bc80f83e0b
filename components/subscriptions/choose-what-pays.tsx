'use client';

import { useId, useState } from 'react';
import { firstChoice, withSaved, type CardChoice } from '@/components/checkout/card-choice';
import { CardPicker } from '@/components/checkout/card-picker';
import { useWords } from '@/components/language/words-provider';
import type { PlanToConfirm } from '@/components/stripe/confirm-plan';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import type { AccountInvoiceId, SavedMethodId } from '@/lib/model/ids';
import type { SavedMethodView } from '@/lib/model/views';
import { atTheBank } from './at-the-bank';
import { useSubscriptionChange } from './use-subscription-change';

interface ChooseWhatPaysProps {
  readonly of: PlanToConfirm;
  /** Cards of the wallet: plans are paid by card. */
  readonly methods: readonly SavedMethodView[];
  /** What pays it now. */
  readonly current: { readonly id: SavedMethodId; readonly name: string };
  /** What is due; null when nothing is. */
  readonly due: {
    readonly invoice: AccountInvoiceId;
    readonly amount: string;
    /** With all that is owed besides: another card is charged that. */
    readonly all: string;
  } | null;
  readonly seller: string;
  readonly save: SaveCardSetting;
}

/**
 * Which card pays a subscription from now on; what is due is paid with it at once. The card that pays
 * it already may try what is due again, with the bank asked where that wants to see the buyer.
 */
export function ChooseWhatPays({
  of,
  methods: known,
  current,
  due,
  seller,
  save,
}: ChooseWhatPaysProps) {
  const t = useWords('subscriptions');
  const noteId = useId();
  const [saved, setSaved] = useState<readonly SavedMethodView[]>([]);
  const methods = withSaved(known, saved);
  const offered = due ? methods : methods.filter(({ id }) => id !== current.id);
  const [choice, setChoice] = useState<CardChoice | null>(
    () => firstChoice(known.filter(({ id }) => id !== current.id)) ?? (due ? current.id : null),
  );
  const stripe = useWords('stripe');
  const { send, busy, problem, message } = useSubscriptionChange(of.subscriptionId);
  const card = offered.find(({ id }) => id === choice);
  const amount = (card?.id === current.id ? due?.amount : due?.all) ?? '';

  function pay() {
    if (!card) return;
    if (!due || card.id !== current.id) return void send('method', { savedMethodId: card.id });
    // Whoever presses is there: a bank that asks is answered at once.
    const instead = (code: string) => (code === 'bank' ? atTheBank(of, stripe) : undefined);
    void send('payments', { invoice: due.invoice }, { instead });
  }

  return (
    <div data-needs-script className="space-y-4 print:hidden">
      <CardPicker
        legend={t('cardToPay')}
        methods={offered}
        cardsOnly="plans"
        choice={choice}
        onChoose={setChoice}
        onSaved={(method) => {
          setSaved((before) => [...before, method]);
          setChoice(method.id);
        }}
        save={save}
        returnTo={`/subscriptions/${of.subscriptionId}`}
        disabled={busy}
      />
      <ChangeProblem
        ref={message}
        title={due ? t('notPaid', { amount }) : t('cardUnchanged')}
        problem={problem}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <BusyButton
          tone="money"
          busy={busy}
          busyText={t(due ? 'paying' : 'changing')}
          aria-disabled={busy || !card || undefined}
          aria-describedby={noteId}
          onClick={pay}
        >
          {due ? t('pay', { amount }) : t('payWithThis')}
        </BusyButton>
        <p id={noteId} className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">
          {card
            ? card.id === current.id
              ? t('sameCard', { amount, seller })
              : due
                ? t('nowAndNext', { amount, seller })
                : t('fromNext', { seller })
            : choice === 'another'
              ? t('saveFirst')
              : t('chooseFirst')}
        </p>
      </div>
    </div>
  );
}
