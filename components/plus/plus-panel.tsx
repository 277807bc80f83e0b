'use client';

import { clsx } from 'clsx';
import { CreditCard, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import { canPay, firstChoice, type CardChoice } from '@/components/checkout/card-choice';
import { useWords } from '@/components/language/words-provider';
import { OpenedCardForm } from '@/components/stripe/opened-card-form';
import { ProblemText } from '@/components/stripe/problem-text';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import type { SaveProblem } from '@/components/stripe/save-problem';
import { BusyButton } from '@/components/ui/busy-button';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { useEarlyChoice } from '@/components/ui/use-early-choice';
import { expiryText } from '@/components/wallet/expiry-text';
import { useWalletNews } from '@/components/wallet/wallet-news';
import { firstLanguage } from '@/lib/language/languages';
import { cardName } from '@/lib/model/card-name';
import type { SavedMethodView } from '@/lib/model/views';
import { beginPlus, payWithNewCard, payWithSavedCard, usePlusWords } from './pay-plus';

interface PlusPanelProps {
  /** E.g. `$24.00`. */
  readonly price: string;
  /** Cards of the wallet; a bank account cannot pay what begins at once. */
  readonly cards: readonly SavedMethodView[];
  readonly save: SaveCardSetting;
}

/**
 * Pays Plus with a card of the wallet or with a new one. The form for a new card opens when it is
 * chosen, as that makes a PaymentIntent and a page must not do so by being looked at.
 */
export function PlusPanel({ price, cards, save }: PlusPanelProps) {
  const t = useWords('plus');
  const cardWords = useWords('cards');
  const words = usePlusWords();
  const id = useId();
  const router = useRouter();
  const tell = useWalletNews();
  const [choice, setChoice] = useState<CardChoice | null>(() => firstChoice(cards));
  const [opened, setOpened] = useState(false);
  const [paying, setPaying] = useState(false);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const message = useRef<HTMLDivElement>(null);
  const group = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const card = cards.find((method) => method.id === choice);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  useEarlyChoice(group, [...cards.map((method) => method.id), 'another'], choice, choose);

  function choose(next: CardChoice) {
    if (next === 'another') setOpened(true);
    setProblem(null);
    setChoice(next);
  }

  function paid() {
    tell(t('welcome'));
    router.refresh();
  }

  async function pay() {
    // A ref, as a second press can come before React has drawn the first.
    if (pressed.current || !card) return;
    pressed.current = true;
    setPaying(true);
    setProblem(null);
    const stood = await payWithSavedCard(card.id, save, words);
    pressed.current = false;
    setPaying(false);
    setProblem(stood);
    if (!stood) paid();
    // The wallet has changed in another window: offer what is left of it.
    else if (stood.code === 'card_unusable') router.refresh();
  }

  return (
    <div data-needs-script className="space-y-4">
      <div ref={group}>
        <RadioGroup legend={t('payWith')} disabled={paying}>
          {cards.map((method) => (
            <RadioCard
              key={method.id}
              label={cardName(method, cardWords)}
              name={id}
              value={method.id}
              checked={choice === method.id}
              disabled={paying || !canPay(method)}
              onChange={() => choose(method.id)}
              note={expiryText(method, cardWords)}
            >
              <span className="flex items-center gap-2">
                <CreditCard aria-hidden className="hidden size-4 shrink-0 text-ink-soft sm:block" />
                {cardName(method, cardWords)}
              </span>
            </RadioCard>
          ))}
          <RadioCard
            label={t('newCard')}
            name={id}
            value="another"
            checked={choice === 'another'}
            onChange={() => choose('another')}
            note={t('kept')}
          >
            <span className="flex items-center gap-2">
              <Plus aria-hidden className="size-4 shrink-0 text-ink-soft" />
              {t('newCard')}
            </span>
          </RadioCard>
        </RadioGroup>
      </div>
      {opened ? (
        <div
          className={clsx(
            'rounded-xl border border-line bg-surface p-4 sm:p-5',
            choice !== 'another' && 'hidden',
          )}
        >
          <OpenedCardForm
            {...save}
            begin={() => beginPlus(save.consent.version, words)}
            submit={async (stripe, elements, membershipId) => {
              const stood = await payWithNewCard(stripe, elements, membershipId, words);
              if (!stood) paid();
              return stood;
            }}
            returnTo="/plus"
            submitText={t('payAndKeep', { price })}
            busyText={t('paying')}
          />
        </div>
      ) : null}
      {choice === 'another' ? null : (
        <div className="space-y-4">
          {problem ? <ProblemText ref={message} problem={problem} returnTo="/plus" /> : null}
          <p
            data-consent-version={save.consent.version}
            lang={firstLanguage}
            dir="ltr"
            className="text-sm text-ink-soft"
          >
            {save.consent.text}
          </p>
          <BusyButton
            tone="money"
            size="lg"
            className="w-full tabular-nums sm:w-auto"
            busy={paying}
            busyText={t('paying')}
            aria-disabled={paying || !card || undefined}
            onClick={() => void pay()}
          >
            {t('pay', { price })}
          </BusyButton>
        </div>
      )}
    </div>
  );
}
