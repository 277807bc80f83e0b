'use client';

import { ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '@/components/language/words-provider';
import { useCart } from './cart-provider';

/** The way to the cart, with how much is in it. */
export function CartLink() {
  const { count } = useCart().cart;
  const t = useWords('frame');
  return (
    <Link
      href="/cart"
      className="relative inline-flex min-h-11 min-w-11 items-center justify-center gap-3 rounded-lg px-2.5 text-sm font-medium text-ink hover:bg-sunken"
    >
      <ShoppingBag aria-hidden className="size-5" />
      <span>
        <span className="sr-only lg:not-sr-only">{t('cart')}</span>
        <span className="sr-only">{t('inCart', { count })}</span>
      </span>
      {count > 0 ? (
        <span
          aria-hidden
          className="absolute start-[1.45rem] top-1 min-w-4.5 rounded-full bg-ink px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-canvas tabular-nums"
        >
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
    </Link>
  );
}
