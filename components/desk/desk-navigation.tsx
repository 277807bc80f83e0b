'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** A page of a desk; it stands for those beneath it, too. */
export interface Place {
  readonly href: string;
  readonly text: string;
}

interface DeskNavigationProps {
  /** What the desk is called, e.g. `Seller’s desk`. */
  readonly label: string;
  /** Whose it is. */
  readonly owner: string;
  /** The overview first. */
  readonly places: readonly [Place, ...Place[]];
}

/** The ways around a desk; scrolls by itself where the screen is narrow. */
export function DeskNavigation({ label, owner, places }: DeskNavigationProps) {
  const here = usePathname();
  const [home] = places;
  return (
    <nav aria-label={label} className="border-b border-line bg-surface print:hidden">
      <div className="mx-auto flex max-w-6xl items-center gap-x-4 px-4 sm:px-6">
        <p className="hidden shrink-0 text-sm font-semibold md:block">{owner}</p>
        <ul className="-mx-2 flex gap-1 overflow-x-auto">
          {places.map(({ href, text }) => {
            const current = href === home.href ? here === href : here.startsWith(href);
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
