'use client';

import { useOptimistic, useState, useTransition } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { CartLine, CartView, LaterLine } from '@/lib/model/views';
import { applyLater, asideOf } from './apply-later';
import type { CartActions, LaterAct } from './cart-action-props';
import { CartGroupCard } from './cart-group';
import { CartLineRow, nameOfLine } from './cart-line-row';
import type { CartNews } from './cart-news';
import { useCart, useReportCart } from './cart-provider';
import { CartSummary } from './cart-summary';
import { CartUndo, type Gone } from './cart-undo';
import { LaterList } from './later-list';

interface CartContentsProps {
  /** As this page has read it. */
  readonly cart: CartView;
  readonly later: readonly LaterLine[];
  readonly actions: CartActions;
  readonly gone: Gone | null;
  readonly problem: string | null;
}

/** The cart, grouped by who charges. Changes show at once; amounts follow from the server. */
export function CartContents({ cart: read, actions, ...told }: CartContentsProps) {
  const t = useWords('cart');
  useReportCart(read);
  const { cart, pending, change } = useCart();
  const [later, changeLater] = useOptimistic(told.later, applyLater);
  const [, startTransition] = useTransition();
  const [gone, setGone] = useState(told.gone);
  const [moved, setMoved] = useState<string | null>(null);
  const [problem, setProblem] = useState(told.problem);

  function ask(show: () => void, call: () => Promise<CartNews>) {
    setProblem(null);
    setMoved(null);
    startTransition(async () => {
      show();
      // Offline, the call itself fails; what was shown at once goes back by itself.
      const news = await call().catch(() => null);
      if (news === null) setProblem(t('offline'));
      else if (!news.ok) setProblem(news.message);
      else if (news.note) setProblem(news.note);
      if (news?.ok) return;
      setGone(null);
      setMoved(null);
    });
  }

  function set(variantId: CartLine['variantId'], quantity: number) {
    ask(
      () => change({ variantId, quantity }),
      () => actions.change(variantId, quantity),
    );
  }

  function onQuantity(line: CartLine, quantity: number) {
    const { variantId } = line;
    const left = { how: 'removed', variantId, quantity: line.quantity, name: nameOfLine(line) };
    setGone(quantity === 0 ? (left as Gone) : null);
    set(variantId, quantity);
  }

  function onSave(line: CartLine, seller: string) {
    const { variantId, quantity } = line;
    setGone({ how: 'saved', variantId, quantity, name: nameOfLine(line) });
    ask(
      () => {
        change({ variantId, quantity: 0 });
        changeLater({ act: 'save', line: asideOf(line, seller) });
      },
      () => actions.later('save', variantId),
    );
  }

  function onLater(act: LaterAct, line: LaterLine) {
    const { variantId, quantity } = line;
    setGone(
      act === 'drop' ? { how: 'dropped', variantId, quantity, name: nameOfLine(line) } : null,
    );
    ask(
      () => changeLater({ act, line }),
      () => actions.later(act, variantId),
    );
    // The button that was pressed is gone.
    if (act === 'move') setMoved(nameOfLine(line));
  }

  function onUndo({ how, variantId, quantity }: Gone) {
    setGone(null);
    if (how === 'removed') set(variantId, quantity);
    else {
      ask(
        () => undefined,
        () => actions.later(how === 'saved' ? 'move' : 'keep', variantId, quantity),
      );
    }
  }

  return (
    <>
      <CartUndo gone={gone} moved={moved} actions={actions} onUndo={onUndo} />
      {problem ? (
        <Alert role="alert" tone="danger" className="mb-6">
          {problem}
        </Alert>
      ) : null}
      {cart.groups.length === 0 ? (
        <EmptyState
          title={t('empty')}
          picture="/empty-cart.svg"
          action={<ButtonLink href="/search">{t('lookAround')}</ButtonLink>}
        >
          {t('emptyWhy')}
        </EmptyState>
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem] lg:gap-8">
          <div className="space-y-6">
            {cart.groups.map((group) => (
              <CartGroupCard
                key={group.seller.id}
                group={group}
                pending={group.lines.some(({ variantId }) => pending.has(variantId))}
              >
                {group.lines.map((line) => (
                  <CartLineRow
                    key={line.variantId}
                    line={line}
                    pending={pending.has(line.variantId)}
                    actions={actions}
                    onQuantity={onQuantity}
                    onSave={() => onSave(line, group.seller.name)}
                  />
                ))}
              </CartGroupCard>
            ))}
          </div>
          <CartSummary cart={cart} pending={pending.size > 0} />
        </div>
      )}
      <LaterList lines={later} submit={actions.submitLater} onAct={onLater} />
    </>
  );
}
