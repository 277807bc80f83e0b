import type { ReactNode } from 'react';

interface StripesPageProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** Leads to what Stripe writes about a call or an event, or to its own log of it, beside this page. */
export function StripesPage({ href, children }: StripesPageProps) {
  return (
    <a
      href={href}
      rel="noreferrer"
      target="_blank"
      className="inline-flex min-h-11 items-center rounded-lg px-2.5 text-sm font-medium text-under-ink underline underline-offset-2"
    >
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
