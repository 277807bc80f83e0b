import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Alert } from '@/components/ui/alert';

/** Longer than a payment ever takes when all is well. */
const slowAfterMs = 8_000;

/** True once `since` has been true for longer than a payment should take. */
function useIsSlow(since: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!since) return;
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [since]);
  return slow;
}

/** What a buyer has to know when paying takes long. The region always stands, so that it is read. */
export function SlowNote({ paying }: { readonly paying: boolean }) {
  const slow = useIsSlow(paying);
  return (
    <div aria-live="polite">
      {slow ? (
        <Alert tone="caution" title="This takes longer than usual">
          <p className="mt-0.5">
            We are waiting for our payment service. Nothing is lost, and nobody is charged twice:
            your order is written down, and we go on by ourselves. You may close this page; please
            do not pay again.
          </p>
          <Link
            href="/orders"
            className="mt-1 inline-flex min-h-11 items-center font-medium underline underline-offset-4"
          >
            Look at your orders
          </Link>
        </Alert>
      ) : null}
    </div>
  );
}
