import Link from 'next/link';
import type { ReactNode } from 'react';
import { toTellText } from '@/components/selling/state-text';
import { Alert } from '@/components/ui/alert';
import { Day } from '@/components/ui/day';
import type { OnboardingView } from '@/lib/model/onboarding-view';
import type { DeskFigures } from '@/lib/model/seller';

interface WaitingForYouProps {
  readonly figures: Pick<DeskFigures, 'refundsAsked' | 'disputesToAnswer'>;
  /** How the seller stands with Stripe. */
  readonly standing: OnboardingView;
}

/** What only the seller can do, with the way to it; nothing when there is nothing. */
export function WaitingForYou({ figures, standing }: WaitingForYouProps) {
  const { refundsAsked, disputesToAnswer } = figures;
  const toTell = toTellText(standing);
  if (refundsAsked + disputesToAnswer === 0 && !toTell) return null;
  return (
    <Alert tone="caution" title="Waiting for you" className="mb-6">
      <ul>
        {toTell ? (
          <li>
            <Way href="/seller/onboarding">
              {toTell}
              {standing.deadline ? (
                <>
                  {' '}
                  by <Day iso={standing.deadline} />
                </>
              ) : null}
            </Way>
          </li>
        ) : null}
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

function Way({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link href={href} className="inline-flex min-h-11 items-center underline underline-offset-4">
      {/* One box, in which words keep their blanks. */}
      <span>{children}</span>
    </Link>
  );
}
