'use client';

import { useRef, useState, useTransition, type FormEvent } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { Input, Label } from '@/components/ui/field';
import { Price } from '@/components/ui/price';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { showToast } from '@/components/ui/show-toast';
import { useEarlyChoice } from '@/components/ui/use-early-choice';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { CartNews } from '@/components/cart/cart-news';
import type { Words } from '@/lib/language/words';
import { mostOfOneKind, mostOfPlan } from '@/lib/model/quantities';
import type { VariantView } from '@/lib/model/views';
import { PlanTerms } from './plan-terms';

interface AddToCartProps {
  readonly name: string;
  readonly variants: readonly VariantView[];
  /** Null, or why nothing can be bought of this seller now. */
  readonly cannotBePaid: string | null;
  /** The server action that adds, and tells what came of it. */
  readonly add: (form: FormData) => Promise<CartNews>;
  /**
   * Takes the form before any script has come. Bound to nothing, as it would be by `useActionState`: what
   * it is bound to has to be waited for, and the form came at the end of the document.
   */
  readonly submit: (form: FormData) => Promise<void>;
}

function noteOf({ soldOut, left }: VariantView, t: Words<'shop'>): string {
  if (soldOut) return t('soldOut');
  return left === null ? '' : t('left', { left });
}

/** How many may be asked for; of those there are not few of, the server says how many are left. */
function mostOf({ soldOut, left, plan }: VariantView): number {
  if (soldOut) return 1;
  return left ?? (plan ? mostOfPlan : mostOfOneKind);
}

/** Kind, quantity and the button. The kind decides what is bought; its price comes from the server. */
export function AddToCart({ name, variants, cannotBePaid, add, submit }: AddToCartProps) {
  const t = useWords('shop');
  const first = variants.find(({ soldOut }) => !soldOut) ?? variants[0];
  const [chosenId, setChosenId] = useState(first?.id);
  const frame = useWords('frame');
  const [news, setNews] = useState<CartNews | null>(null);
  const [busy, startAdding] = useTransition();
  const chosen = variants.find(({ id }) => id === chosenId) ?? first;
  const kinds = useRef<HTMLFormElement>(null);
  const ids = variants.map(({ id }) => id);
  useEarlyChoice(kinds, ids, chosen?.id ?? null, setChosenId);
  const hydrated = useHydrated();

  /** With script, in place of sending the form: without a network that would fail the whole page. */
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    startAdding(async () => {
      const answer = await add(form).catch((fault: unknown) => ({
        ok: false as const,
        at: Date.now(),
        // As `fetch` tells of a network that is not there.
        message: frame(fault instanceof TypeError ? 'offline' : 'unreadable'),
      }));
      setNews(answer);
      if (!answer.ok) return;
      showToast({
        message: t('inYourCart', { name }),
        link: { text: t('goToCart'), href: '/cart' },
      });
    });
  }

  if (!chosen) return null;
  // The last of several that was not hidden is still told by its name.
  const several = variants.length > 1 || chosen.name !== '';
  const closed = cannotBePaid ?? chosen.unready;
  return (
    <form ref={kinds} action={submit} onSubmit={send} className="space-y-5">
      {several ? (
        <RadioGroup legend={t('kind')}>
          {variants.map((variant) => (
            <RadioCard
              key={variant.id}
              name="variantId"
              value={variant.id}
              label={variant.name}
              checked={variant.id === chosen.id}
              onChange={() => setChosenId(variant.id)}
              note={
                <>
                  {noteOf(variant, t) ? <span className="me-3">{noteOf(variant, t)}</span> : null}
                  <Price price={variant.price} className="font-medium text-ink" />
                  {variant.plan ? <span className="ms-1.5">{variant.plan.every}</span> : null}
                </>
              }
            />
          ))}
        </RadioGroup>
      ) : (
        <input type="hidden" name="variantId" value={chosen.id} />
      )}
      {!several && chosen.left !== null && !chosen.soldOut ? (
        <p className="text-sm text-caution-ink">{t('onlyLeftNow', { left: chosen.left })}</p>
      ) : null}
      {chosen.plan ? <PlanTerms price={chosen.price} plan={chosen.plan} /> : null}
      {closed ? (
        <Alert tone="caution" title={t('cannotBeBought')}>
          {closed}
        </Alert>
      ) : null}
      <div className="flex items-end gap-3">
        <div className="w-24 space-y-1.5">
          <Label htmlFor="quantity">{t('quantity')}</Label>
          <Input
            id="quantity"
            name="quantity"
            type="number"
            inputMode="numeric"
            min={1}
            // Until script has come, any kind may have been chosen.
            max={hydrated ? mostOf(chosen) : Math.max(...variants.map(mostOf))}
            defaultValue={1}
            required
            disabled={chosen.soldOut || closed !== null}
            className="min-h-12 text-center tabular-nums"
          />
        </div>
        {chosen.soldOut || closed ? (
          <Button size="lg" disabled className="flex-1">
            {t(chosen.soldOut ? 'soldOut' : 'add')}
          </Button>
        ) : (
          <BusyButton type="submit" size="lg" busy={busy} busyText={t('adding')} className="flex-1">
            {t('add')}
          </BusyButton>
        )}
      </div>
      <div aria-live="polite" className="-my-2 min-h-5 text-sm">
        {busy || !news ? null : news.ok ? (
          <p className="font-medium text-money-ink">{t('added')}</p>
        ) : (
          <p className="font-medium text-danger-ink">{news.message}</p>
        )}
      </div>
    </form>
  );
}
