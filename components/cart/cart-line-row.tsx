'use client';

import { clsx } from 'clsx';
import { Minus, Plus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '@/components/language/words-provider';
import { Picture } from '@/components/ui/picture';
import { Price } from '@/components/ui/price';
import { planText } from '@/lib/model/plan';
import type { CartLine } from '@/lib/model/views';
import type { CartActions } from './cart-action-props';
import { LaterForm } from './later-form';
import { LineForm } from './line-form';

interface CartLineRowProps {
  readonly line: CartLine;
  /** The amount is still the old one. */
  readonly pending: boolean;
  readonly actions: Pick<CartActions, 'submit' | 'submitLater'>;
  readonly onQuantity: (line: CartLine, quantity: number) => void;
  readonly onSave: () => void;
}

/** The name that tells lines of one product apart. */
export function nameOfLine({ name, variant }: Pick<CartLine, 'name' | 'variant'>): string {
  return variant ? `${name}, ${variant}` : name;
}

/** One line of the cart: picture, what, how many, how much. */
export function CartLineRow({ line, pending, actions, onQuantity, onSave }: CartLineRowProps) {
  const t = useWords('cart');
  const plan = useWords('plan');
  const name = nameOfLine(line);
  const form = { variantId: line.variantId, before: line.quantity, submit: actions.submit };
  return (
    <li className="flex gap-4 py-5">
      <Link href={`/products/${line.productSlug}`} tabIndex={-1} aria-hidden className="shrink-0">
        <Picture
          src={line.picture}
          className="size-20 rounded-xl border border-line sm:size-24"
          priority
        />
      </Link>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0 text-sm">
            <Link
              href={`/products/${line.productSlug}`}
              className="-my-2 inline-block py-2 font-medium hover:underline hover:underline-offset-4"
            >
              {line.name}
            </Link>
            <p className="text-ink-soft">
              {line.variant ? `${line.variant} · ` : null}
              {line.plan
                ? planText(line.unit, line.plan, plan)
                : t('each', { price: line.unit.text })}
            </p>
          </div>
          <span
            className={clsx('pt-px text-end text-sm transition-opacity', pending && 'opacity-50')}
          >
            <Price price={line.amount} className="font-semibold" />
            {line.plan ? (
              <span className="block text-xs whitespace-nowrap text-ink-soft">
                {line.plan.every}
              </span>
            ) : null}
          </span>
        </div>
        {line.problem ? (
          <p className="text-sm font-medium text-danger-ink">{line.problem}</p>
        ) : null}
        <div className="mt-auto flex flex-wrap items-center gap-x-1">
          <div className="flex items-center rounded-lg border border-line">
            <LineForm
              {...form}
              quantity={line.quantity - 1}
              name={t('fewer', { name })}
              onChange={() => onQuantity(line, line.quantity - 1)}
              className="rounded-e-none"
            >
              <Minus aria-hidden className="size-4" />
            </LineForm>
            <span className="min-w-8 text-center text-sm font-medium tabular-nums">
              <span className="sr-only">{t('quantity')} </span>
              {line.quantity}
            </span>
            <LineForm
              {...form}
              quantity={line.quantity + 1}
              name={t('more', { name })}
              onChange={() => onQuantity(line, line.quantity + 1)}
              disabled={line.quantity >= line.maxQuantity}
              className="rounded-s-none"
            >
              <Plus aria-hidden className="size-4" />
            </LineForm>
          </div>
          <div className="ms-auto">
            <LaterForm
              act="save"
              variantId={line.variantId}
              quantity={line.quantity}
              submit={actions.submitLater}
              onAct={onSave}
              name={t('saveNamed', { name })}
              className="px-2.5! text-ink-soft"
            >
              {t('saveForLater')}
            </LaterForm>
          </div>
          <LineForm
            {...form}
            quantity={0}
            name={t('remove', { name })}
            onChange={() => onQuantity(line, 0)}
            className="text-ink-soft"
          >
            <Trash2 aria-hidden className="size-4.5" />
          </LineForm>
        </div>
      </div>
    </li>
  );
}
