import Link from 'next/link';
import type { Ref } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import type { Words } from '@/lib/language/words';

interface PayProblemProps {
  readonly problem: { readonly code: string; readonly message: string };
  readonly ref?: Ref<HTMLDivElement>;
}

const way = 'mt-1 inline-flex min-h-11 items-center font-medium underline underline-offset-4';

/** Why nothing came of pressing "Pay", and the way on. */
export function PayProblem({ problem, ref }: PayProblemProps) {
  const { title, note, link } = textsOf(problem.code, useWords('checkout'));
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

interface ProblemTexts {
  readonly title: string;
  readonly note?: string;
  readonly link?: { readonly text: string; readonly href: string };
}

function textsOf(code: string, t: Words<'checkout'>): ProblemTexts {
  const note = t('nothingCharged');
  const link = { text: t('toCart'), href: '/cart' };
  switch (code) {
    case 'cart_changed':
      return { title: t('cartChanged'), note, link };
    case 'cart_empty':
      return { title: t('cartEmpty'), note, link };
    case 'sold_out':
      return { title: t('soldOut'), note, link };
    case 'seller_unavailable':
      return { title: t('sellerUnavailable'), note, link };
    case 'too_large':
      return { title: t('tooLarge'), note, link };
    case 'card_unusable':
      return { title: t('cardUnusable'), note: t('cardUnusableNote') };
    case 'not_holdable':
      return { title: t('needsCards'), note };
    case 'signed_out':
      return {
        title: t('signedOut'),
        note: t('signedOutNote'),
        link: { text: t('signIn'), href: '/sign-in?next=%2Fcheckout' },
      };
    default:
      // Lost on the way, or broken in the middle: the order may exist, and the same press finds it.
      return {
        title: t('unknown'),
        note: t('unknownNote'),
        link: { text: t('toOrders'), href: '/orders' },
      };
  }
}
