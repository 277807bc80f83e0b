import { ScanSearch } from 'lucide-react';
import type { ReactNode } from 'react';

/** The part of a page that shows calls to Stripe: for engineers, in the words of Stripe's documentation. */
export function CallsFrame({ children }: { readonly children: ReactNode }) {
  return (
    <section
      aria-labelledby="stripe-calls"
      lang="en"
      dir="ltr"
      // Below the head of the page, which stays in sight as well.
      className="overflow-clip rounded-2xl border border-under-line bg-under-soft [--heads-top:3.8rem] print:hidden"
    >
      <h2
        id="stripe-calls"
        className="flex items-center gap-2 px-4 pt-4 text-lg font-semibold text-under-ink sm:px-5"
      >
        <ScanSearch aria-hidden className="size-5" />
        Stripe calls
      </h2>
      {children}
    </section>
  );
}

/** What is to be said of all of them, above the first. */
export function CallsText({ children }: { readonly children: ReactNode }) {
  return (
    <p className="mt-1 border-b border-under-line px-4 pb-4 text-sm text-ink-soft sm:px-5">
      {children}
    </p>
  );
}
