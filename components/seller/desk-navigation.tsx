'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** The pages of the desk. Each stands for those beneath it, too. */
const places = [
  { href: '/seller', text: 'Overview' },
  { href: '/seller/sales', text: 'Sales' },
  { href: '/seller/disputes', text: 'Disputes' },
  { href: '/seller/goods', text: 'Goods and plans' },
  { href: '/seller/subscribers', text: 'Subscribers' },
  { href: '/seller/payouts', text: 'Payouts' },
  { href: '/seller/onboarding', text: 'Stripe account' },
] as const;

/** The ways around a seller's desk; scrolls by itself where the screen is narrow. */
export function DeskNavigation({ seller }: { readonly seller: string }) {
  const here = usePathname();
  return (
    <nav aria-label="Seller’s desk" className="border-b border-line bg-surface print:hidden">
      <div className="mx-auto flex max-w-6xl items-center gap-x-4 px-4 sm:px-6">
        <p className="hidden shrink-0 text-sm font-semibold md:block">{seller}</p>
        <ul className="-mx-2 flex gap-1 overflow-x-auto">
          {places.map(({ href, text }) => {
            const current = href === '/seller' ? here === href : here.startsWith(href);
            return (
              <li key={href} className="shrink-0">
                <Link
                  href={href}
                  aria-current={current ? 'page' : undefined}
                  className={clsx(
                    'inline-flex min-h-11 items-center border-b-2 px-2 text-sm font-medium hover:text-ink',
                    'focus-visible:-outline-offset-2',
                    current ? 'border-money text-ink' : 'border-transparent text-ink-soft',
                  )}
                >
                  {text}
                </Link>
              </li>
            );
          })}
        </ul>
      </div>
    </nav>
  );
}
