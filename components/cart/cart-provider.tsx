'use client';

import {
  createContext,
  use,
  useLayoutEffect,
  useMemo,
  useOptimistic,
  useState,
  type ReactNode,
} from 'react';
import type { CartView } from '@/lib/model/views';
import { applyChange, type CartChange, type ShownCart } from './apply-change';

interface CartStore extends ShownCart {
  /** Shows a change at once; call it inside the transition that asks the server. */
  readonly change: (change: CartChange) => void;
  readonly report: (cart: CartView) => void;
}

const CartContext = createContext<CartStore | null>(null);

/**
 * The one store of the cart: badge and page read the same, so they cannot disagree. `cart` is the
 * server's word at the time the frame was rendered; a page that read a newer one reports it.
 */
export function CartProvider({
  cart,
  children,
}: {
  readonly cart: CartView;
  readonly children: ReactNode;
}) {
  const [reported, setReported] = useState({ over: cart, cart });
  const latest = reported.over === cart ? reported.cart : cart;
  const known = useMemo<ShownCart>(() => ({ cart: latest, pending: new Set() }), [latest]);
  const [shown, change] = useOptimistic(known, applyChange);

  const store = useMemo<CartStore>(
    () => ({ ...shown, change, report: (newer) => setReported({ over: cart, cart: newer }) }),
    [shown, change, cart],
  );
  return <CartContext value={store}>{children}</CartContext>;
}

/** The cart as shown, with changes that are on their way. */
export function useCart(): CartStore {
  const store = use(CartContext);
  if (!store) throw new Error('useCart outside of CartProvider');
  return store;
}

/** Tells the store what this page has read; the frame of an earlier page may be older. */
export function useReportCart(cart: CartView): void {
  const { report } = useCart();
  useLayoutEffect(() => {
    report(cart);
    // `report` is new with each frame, and a newer frame is not to be overruled by this page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [cart]);
}
