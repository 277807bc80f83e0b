'use client';

import { ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useCart } from './cart-provider';

function nameOf(count: number): string {
  if (count === 0) return 'Cart, empty';
  return count === 1 ? 'Cart, 1 item' : `Cart, ${count} items`;
}

/** The way to the cart, with how much is in it. */
export function CartLink() {
  const { count } = useCart().cart;
  return (
    <Link
      href="/cart"
      aria-label={nameOf(count)}
      className="relative inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2.5 text-sm font-medium text-ink hover:bg-sunken"
    >
      <ShoppingBag aria-hidden className="size-5" />
      <span aria-hidden className="hidden lg:inline">
        Cart
      </span>
      {count > 0 ? (
        <span
          aria-hidden
          className="absolute top-1 left-[1.45rem] min-w-4.5 rounded-full bg-ink px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-canvas tabular-nums"
        >
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
    </Link>
  );
}
