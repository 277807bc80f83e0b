'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { CartLine, CartView } from '@/lib/model/views';
import type { CartActions } from './cart-action-props';
import { CartGroupCard } from './cart-group';
import { CartLineRow, nameOfLine } from './cart-line-row';
import { useCart, useReportCart } from './cart-provider';
import { CartSummary } from './cart-summary';

/** A line that has just been taken out. `name` is empty when only the address remembers it. */
export interface RemovedLine {
  readonly variantId: CartLine['variantId'];
  readonly quantity: number;
  readonly name: string;
}

interface CartContentsProps {
  /** As this page has read it. */
  readonly cart: CartView;
  readonly actions: CartActions;
  readonly removed: RemovedLine | null;
  readonly problem: string | null;
}

/** The cart, grouped by who charges. Changes show at once; amounts follow from the server. */
export function CartContents({ cart: read, actions, ...told }: CartContentsProps) {
  useReportCart(read);
  const { cart, pending, change } = useCart();
  const [, startTransition] = useTransition();
  const [removed, setRemoved] = useState(told.removed);
  const [problem, setProblem] = useState(told.problem);
  const undo = useRef<HTMLButtonElement>(null);
  const status = useRef<HTMLDivElement>(null);

  // The pressed "Remove" is gone, so the keyboard goes on at the way back.
  useEffect(() => {
    if (removed) undo.current?.focus();
  }, [removed]);

  function set(variantId: CartLine['variantId'], quantity: number) {
    setProblem(null);
    startTransition(async () => {
      change({ variantId, quantity });
      const news = await actions.change(variantId, quantity);
      if (!news.ok) setProblem(news.message);
    });
  }

  function onQuantity(line: CartLine, quantity: number) {
    const gone = { variantId: line.variantId, quantity: line.quantity, name: nameOfLine(line) };
    setRemoved(quantity === 0 ? gone : null);
    set(line.variantId, quantity);
  }

  return (
    <>
      <div ref={status} role="status" tabIndex={-1} className="outline-none">
        {removed ? (
          <div className="mb-6 flex items-center justify-between gap-4 rounded-xl bg-sunken py-1.5 pr-1.5 pl-4 text-sm">
            <span>{removed.name ? `${removed.name} was removed.` : 'Removed from your cart.'}</span>
            <form
              action={actions.submit}
              onSubmit={(event) => {
                event.preventDefault();
                setRemoved(null);
                // This button goes; the keyboard stays at the head of the cart.
                status.current?.focus();
                set(removed.variantId, removed.quantity);
              }}
            >
              <input type="hidden" name="variantId" value={removed.variantId} />
              <input type="hidden" name="quantity" value={removed.quantity} />
              <Button ref={undo} type="submit" tone="secondary">
                Undo
              </Button>
            </form>
          </div>
        ) : null}
      </div>
      {problem ? (
        <Alert role="alert" tone="danger" className="mb-6">
          {problem}
        </Alert>
      ) : null}
      {cart.groups.length === 0 ? (
        <EmptyState
          title="Your cart is empty"
          picture="/empty-cart.svg"
          action={<ButtonLink href="/search">Look around</ButtonLink>}
        >
          Whatever you put in waits here, also before you sign in.
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
                    submit={actions.submit}
                    onQuantity={onQuantity}
                  />
                ))}
              </CartGroupCard>
            ))}
          </div>
          <CartSummary cart={cart} pending={pending.size > 0} />
        </div>
      )}
    </>
  );
}
