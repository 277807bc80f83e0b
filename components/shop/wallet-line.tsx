import { WalletCards } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import type { SavedMethodView } from '@/lib/model/views';

/** The state of the wallet in one line, and the way to it. */
export function WalletLine({
  signedIn,
  method,
}: {
  readonly signedIn: boolean;
  /** The default saved method, if there is one. */
  readonly method: SavedMethodView | null;
}) {
  return (
    <p className="mt-6 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <WalletCards aria-hidden className="size-5 text-money" />
      {method ? (
        <>
          <span>
            Card saved: <span className="font-medium">{method.brandName}</span>{' '}
            <span className="font-medium tabular-nums">
              <span aria-hidden>•••• </span>
              <span className="sr-only">ending in </span>
              {method.last4}
            </span>
          </span>
          {method.expired ? <Badge tone="danger">Expired</Badge> : null}
          <Link
            href="/wallet"
            className="-my-3 inline-block py-3 font-medium underline underline-offset-4"
          >
            See your wallet
          </Link>
        </>
      ) : (
        <>
          <Link
            href="/wallet"
            className="-my-3 inline-block py-3 font-medium underline underline-offset-4"
          >
            Save a card once
          </Link>
          <span className="text-ink-soft">
            {signedIn ? 'Yours has none yet.' : 'A test card will do; nothing here costs anything.'}
          </span>
        </>
      )}
    </p>
  );
}
