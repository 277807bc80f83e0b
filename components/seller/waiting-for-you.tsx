import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import type { DeskFigures } from '@/lib/model/desk';

/** What only the seller can do, with the way to it; nothing when there is nothing. */
export function WaitingForYou({ figures }: { readonly figures: DeskFigures }) {
  const { refundsAsked, disputesToAnswer } = figures;
  if (refundsAsked + disputesToAnswer === 0) return null;
  return (
    <Alert tone="caution" title="Waiting for you" className="mb-6">
      <ul>
        {refundsAsked > 0 ? (
          <li>
            <Way href="/seller/sales?state=asked">
              {refundsAsked === 1 ? '1 refund asked for' : `${refundsAsked} refunds asked for`}
            </Way>
          </li>
        ) : null}
        {disputesToAnswer > 0 ? (
          <li>
            <Way href="/seller/disputes">
              {disputesToAnswer === 1
                ? '1 dispute to answer'
                : `${disputesToAnswer} disputes to answer`}
            </Way>
          </li>
        ) : null}
      </ul>
    </Alert>
  );
}

function Way({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Link href={href} className="inline-flex min-h-11 items-center underline underline-offset-4">
      {children}
    </Link>
  );
}
