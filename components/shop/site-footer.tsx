import Link from 'next/link';
import type { Mode } from './mode-badge';

/** What this is, for who has scrolled this far. */
export function SiteFooter({ mode }: { readonly mode: Mode }) {
  return (
    <footer className="mt-10 border-t border-line print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-6 text-sm text-ink-soft sm:px-6">
        <p className="min-w-0 flex-1 basis-96">
          Souk is a demo of direct charges with one saved card.{' '}
          {mode === 'emulator'
            ? 'A local Stripe answers; nothing is sold and no money moves.'
            : 'Stripe’s test mode answers; nothing is sold and no money moves.'}
        </p>
        <nav aria-label="Souk" className="-mx-3 flex flex-wrap">
          <Link
            href="/search"
            className="inline-flex min-h-11 items-center px-3 hover:text-ink hover:underline"
          >
            All goods
          </Link>
          <Link
            href="/plus"
            className="inline-flex min-h-11 items-center px-3 hover:text-ink hover:underline"
          >
            Souk Plus
          </Link>
          <Link
            href="/sell"
            className="inline-flex min-h-11 items-center px-3 hover:text-ink hover:underline"
          >
            Sell on Souk
          </Link>
          <Link
            href="/lab"
            className="inline-flex min-h-11 items-center px-3 hover:text-ink hover:underline"
          >
            The lab
          </Link>
          <Link
            href="/#how"
            className="inline-flex min-h-11 items-center px-3 hover:text-ink hover:underline"
          >
            How the money moves
          </Link>
        </nav>
      </div>
    </footer>
  );
}
