import Link from 'next/link';
import type { Ref } from 'react';
import { Alert } from '@/components/ui/alert';

interface PayProblemProps {
  readonly problem: { readonly code: string; readonly message: string };
  readonly ref?: Ref<HTMLDivElement>;
}

const way = 'mt-1 inline-flex min-h-11 items-center font-medium underline underline-offset-4';

/** Why nothing came of pressing "Pay", and the way on. */
export function PayProblem({ problem, ref }: PayProblemProps) {
  const { title, note, link } = wordsFor(problem.code);
  return (
    <Alert ref={ref} role="alert" tabIndex={-1} tone="danger" title={title}>
      <p className="mt-0.5">{problem.message}</p>
      {note ? <p className="mt-0.5">{note}</p> : null}
      {link ? (
        <Link href={link.href} className={way}>
          {link.text}
        </Link>
      ) : null}
    </Alert>
  );
}

interface Words {
  readonly title: string;
  readonly note?: string;
  readonly link?: { readonly text: string; readonly href: string };
}

const toCart = { text: 'Look at your cart', href: '/cart' };

function wordsFor(code: string): Words {
  switch (code) {
    case 'cart_changed':
      return { title: 'Your cart has changed', note: 'Nothing was charged.', link: toCart };
    case 'cart_empty':
      return { title: 'Your cart is empty', note: 'Nothing was charged.', link: toCart };
    case 'sold_out':
      return { title: 'Something is sold out', note: 'Nothing was charged.', link: toCart };
    case 'seller_unavailable':
      return { title: 'A seller cannot be paid now', note: 'Nothing was charged.', link: toCart };
    case 'too_large':
      return {
        title: 'This is too much for one charge',
        note: 'Nothing was charged.',
        link: toCart,
      };
    case 'card_unusable':
      return {
        title: 'You cannot pay with this',
        note: 'Nothing was charged. Choose something else to pay with.',
      };
    case 'not_holdable':
      return { title: 'All or nothing needs cards', note: 'Nothing was charged.' };
    case 'signed_out':
      return {
        title: 'You have been signed out',
        note: 'Nothing was charged. Your cart is kept.',
        link: { text: 'Sign in', href: '/sign-in?next=%2Fcheckout' },
      };
    default:
      // Lost on the way, or broken in the middle: the order may exist, and the same press finds it.
      return {
        title: 'We do not know yet whether it went through',
        note: 'Press the button again: an order that was made is found, and is not paid twice.',
        link: { text: 'Look at your orders', href: '/orders' },
      };
  }
}
