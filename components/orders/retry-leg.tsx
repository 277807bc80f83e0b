'use client';

import { useState } from 'react';
import { firstChoice, withSaved, type CardChoice } from '@/components/checkout/card-choice';
import { CardPicker, type CardsOnly } from '@/components/checkout/card-picker';
import { useWords } from '@/components/language/words-provider';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { useChange } from '@/components/ui/use-change';
import { callApi } from '@/lib/browser/api';
import { cardName } from '@/lib/model/card-name';
import type { OrderId } from '@/lib/model/ids';
import type { SavedMethodView } from '@/lib/model/views';

interface RetryLegProps {
  readonly orderId: OrderId;
  /** Where a new attempt is asked for. */
  readonly path: string;
  /** The id of the part of the page that this belongs to, and that stays. */
  readonly section: string;
  readonly seller: string;
  readonly amount: string;
  /** The attempt this page shows; a second press with the same number starts nothing new. */
  readonly attempt: number;
  /** Cards that have failed with this seller: kept in the list, not chosen first. */
  readonly tried: readonly string[];
  readonly methods: readonly SavedMethodView[];
  /** Why nothing but a card can pay; left out where anything can. */
  readonly cardsOnly?: CardsOnly;
  /** True when confirming with the bank stands beside it as the first way. */
  readonly instead: boolean;
  /** True where all sellers are charged together, or none. */
  readonly together: boolean;
  readonly save: SaveCardSetting;
}

/** Pays one seller again, with something else or the same; the sellers that are paid stay paid. */
export function RetryLeg(props: RetryLegProps) {
  const { seller, amount } = props;
  const t = useWords('orders');
  const cards = useWords('cards');
  const [saved, setSaved] = useState<readonly SavedMethodView[]>([]);
  const methods = withSaved(props.methods, saved);
  const [choice, setChoice] = useState<CardChoice | null>(() =>
    firstChoice(props.methods, (method) => props.tried.includes(cardName(method, cards))),
  );
  const { send, busy, problem, message } = useChange();
  const card = methods.find((method) => method.id === choice);

  async function retry() {
    if (!card) return;
    const wanted = { savedMethodId: card.id, attempt: props.attempt };
    // This form goes away with the next drawing; its seller's section is there to stay.
    await send(() => callApi('POST', props.path, wanted), {
      focus: props.section,
      redrawRefused: true,
    });
  }

  return (
    <div data-needs-script className="space-y-4 rounded-xl border border-line p-4 print:hidden">
      <h3 className="font-semibold">
        {t(props.instead ? 'otherWay' : props.cardsOnly ? 'cardToTry' : 'methodToTry')}
      </h3>
      <CardPicker
        legend={t('methodToTry')}
        methods={methods}
        cardsOnly={props.cardsOnly ?? null}
        choice={choice}
        onChoose={setChoice}
        onSaved={(method) => {
          setSaved((before) => [...before, method]);
          setChoice(method.id);
        }}
        save={props.save}
        returnTo={`/orders/${props.orderId}`}
        disabled={busy}
      />
      <ChangeProblem ref={message} title={t('notAgain', { seller })} problem={problem} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <BusyButton
          tone={props.instead ? 'secondary' : 'money'}
          busy={busy}
          busyText={t('paying')}
          aria-disabled={busy || !card || undefined}
          aria-describedby={`retry-${props.section}`}
          onClick={() => void retry()}
        >
          {t(props.instead ? 'thisWay' : 'tryAgain')}
        </BusyButton>
        <p id={`retry-${props.section}`} className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">
          {card
            ? t(props.together ? 'holds' : 'chargesAlone', { amount, seller })
            : t(choice === 'another' ? 'saveFirst' : 'chooseFirst')}
        </p>
      </div>
    </div>
  );
}
