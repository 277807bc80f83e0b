'use client';

import { clsx } from 'clsx';
import { CreditCard, Landmark, Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { SaveMethodForm } from '@/components/stripe/save-method-form';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { Alert } from '@/components/ui/alert';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { useEarlyChoice } from '@/components/ui/use-early-choice';
import { expiryText } from '@/components/wallet/expiry-text';
import type { Words } from '@/lib/language/words';
import { cardName } from '@/lib/model/card-name';
import type { SavedMethodView } from '@/lib/model/views';
import { canPay, isCard, type CardChoice } from './card-choice';

/** Why nothing but a card can pay: plans alone are bought here, or goods beside them. */
export type CardsOnly = 'plans' | 'plansAndGoods';

interface CardPickerProps {
  readonly legend: string;
  readonly methods: readonly SavedMethodView[];
  /** Why nothing but a card can pay here: then no bank account is offered. */
  readonly cardsOnly?: CardsOnly | null;
  /** Null while nothing is chosen. */
  readonly choice: CardChoice | null;
  readonly onChoose: (choice: CardChoice) => void;
  /** A card was saved in place; it is then also chosen. */
  readonly onSaved: (method: SavedMethodView) => void;
  readonly save: SaveCardSetting;
  readonly returnTo: string;
  readonly disabled?: boolean;
}

/**
 * Saved cards and "Another card" in one group. The form for another card opens when it is chosen,
 * as opening it makes a SetupIntent and a page must not do so by being looked at; it is hidden, not
 * thrown away, when a saved card is chosen after all.
 */
export function CardPicker(props: CardPickerProps) {
  const { choice, disabled, cardsOnly = null } = props;
  const t = useWords('stripe');
  const methods = cardsOnly ? props.methods.filter(isCard) : props.methods;
  const hidden = methods.length < props.methods.length;
  const another = t(cardsOnly ? 'anotherCard' : 'anotherMethod');
  const cards = useWords('cards');
  const id = useId();
  const [opened, setOpened] = useState(false);
  const [saved, setSaved] = useState<SavedMethodView | null>(null);
  const picker = useRef<HTMLDivElement>(null);

  // The form that had the focus is gone: the card it made takes it over.
  useEffect(() => {
    if (saved) picker.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [saved]);

  useEarlyChoice(picker, [...methods.map((method) => method.id), 'another'], choice, choose);

  function choose(next: CardChoice) {
    if (next === 'another') setOpened(true);
    props.onChoose(next);
  }

  function finish(method: SavedMethodView) {
    setOpened(false);
    setSaved(method);
    props.onSaved(method);
  }

  return (
    <div ref={picker} className="space-y-4">
      <RadioGroup legend={props.legend} legendHidden disabled={disabled}>
        {methods.map((method) => (
          <RadioCard
            key={method.id}
            label={cardName(method, cards)}
            name={id}
            value={method.id}
            checked={choice === method.id}
            disabled={disabled || !canPay(method)}
            aria-describedby={`${id}-${method.id}`}
            onChange={() => choose(method.id)}
            note={<span id={`${id}-${method.id}`}>{noteOf(method, t, cards)}</span>}
          >
            <span className="flex items-center gap-2">
              <MethodIcon method={method} />
              {cardName(method, cards)}
            </span>
          </RadioCard>
        ))}
        <RadioCard
          label={another}
          name={id}
          value="another"
          checked={choice === 'another'}
          aria-describedby={methods.length === 0 ? `${id}-another` : undefined}
          onChange={() => choose('another')}
          note={methods.length === 0 ? <span id={`${id}-another`}>{t('savedForNext')}</span> : null}
        >
          <span className="flex items-center gap-2">
            <Plus aria-hidden className="size-4 shrink-0 text-ink-soft" />
            {another}
          </span>
        </RadioCard>
      </RadioGroup>
      {cardsOnly && hidden ? <p className="text-sm text-ink-soft">{t(cardsOnly)}</p> : null}
      <div aria-live="polite">
        {saved ? (
          saved.cannotPay ? (
            <Alert tone="caution" title={t('notVerified')}>
              {t('inWallet', { method: cardName(saved, cards), why: saved.cannotPay })}
            </Alert>
          ) : (
            <Alert tone="money" title={t(saved.type === 'card' ? 'cardSaved' : 'accountSaved')}>
              {t('chosenHere', { method: cardName(saved, cards) })}
            </Alert>
          )
        ) : null}
      </div>
      {opened ? (
        <div
          className={clsx(
            'rounded-xl border border-line bg-surface p-4 sm:p-5',
            choice !== 'another' && 'hidden',
          )}
        >
          <SaveMethodForm
            {...props.save}
            returnTo={props.returnTo}
            cardsOnly={cardsOnly !== null}
            submitText={t(cardsOnly ? 'useCard' : 'useMethod')}
            onSaved={finish}
          />
        </div>
      ) : null}
    </div>
  );
}

function MethodIcon({ method }: { readonly method: SavedMethodView }) {
  const Icon = method.type === 'card' ? CreditCard : Landmark;
  return <Icon aria-hidden className="hidden size-4 shrink-0 text-ink-soft sm:block" />;
}

/** Short: what stands in the way in full is told in the wallet. */
function noteOf(method: SavedMethodView, t: Words<'stripe'>, cards: Words<'cards'>): string {
  if (method.verification) return t('notVerified');
  return method.cannotPay ? t('cannotPay') : expiryText(method, cards);
}
