'use client';

import { useEffect, useRef } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Button } from '@/components/ui/button';
import type { CartLine } from '@/lib/model/views';
import type { CartActions } from './cart-action-props';

/** What has just left its place. `name` is empty when only the address remembers it. */
export interface Gone {
  /** Out of the cart; aside for later; or out of what was aside. */
  readonly how: 'removed' | 'saved' | 'dropped';
  readonly variantId: CartLine['variantId'];
  readonly quantity: number;
  readonly name: string;
}

/** How each is taken back. */
const back = { saved: 'move', dropped: 'keep' } as const;

interface CartUndoProps {
  readonly gone: Gone | null;
  /** What was just put into the cart from aside: told, and needs no way back. */
  readonly moved: string | null;
  readonly actions: Pick<CartActions, 'submit' | 'submitLater'>;
  readonly onUndo: (gone: Gone) => void;
}

/** Says what has just gone, with the way back. */
export function CartUndo({ gone, moved, actions, onUndo }: CartUndoProps) {
  const t = useWords('cart');
  const undo = useRef<HTMLButtonElement>(null);
  const status = useRef<HTMLDivElement>(null);

  // The button that was pressed is gone, so the keyboard goes on at the way back.
  useEffect(() => {
    if (gone) undo.current?.focus();
    else if (moved) status.current?.focus();
  }, [gone, moved]);

  return (
    <div ref={status} role="status" tabIndex={-1} className="outline-none">
      {moved && !gone ? (
        <p className="mb-6 rounded-xl bg-sunken px-4 py-3 text-sm">
          {t('movedNamed', { name: moved })}
        </p>
      ) : null}
      {gone ? (
        <div className="mb-6 flex items-center justify-between gap-4 rounded-xl bg-sunken py-1.5 ps-4 pe-1.5 text-sm">
          <span>{gone.name ? t(`${gone.how}Named`, { name: gone.name }) : t(gone.how)}</span>
          <form
            action={gone.how === 'removed' ? actions.submit : actions.submitLater}
            onSubmit={(event) => {
              event.preventDefault();
              // This button goes; the keyboard stays at the head of the cart.
              status.current?.focus();
              onUndo(gone);
            }}
          >
            {gone.how === 'removed' ? null : (
              <input type="hidden" name="act" value={back[gone.how]} />
            )}
            <input type="hidden" name="variantId" value={gone.variantId} />
            <input type="hidden" name="quantity" value={gone.quantity} />
            <input type="hidden" name="undo" value="1" />
            <Button ref={undo} type="submit" tone="secondary">
              {t('undo')}
            </Button>
          </form>
        </div>
      ) : null}
    </div>
  );
}
