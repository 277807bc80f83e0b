import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
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
  const t = useWords('checkout');
  const slow = useIsSlow(paying);
  return (
    <div aria-live="polite">
      {slow ? (
        <Alert tone="caution" title={t('slow')}>
          <p className="mt-0.5">{t('slowWhy')}</p>
          <Link
            href="/orders"
            className="mt-1 inline-flex min-h-11 items-center font-medium underline underline-offset-4"
          >
            {t('toOrders')}
          </Link>
        </Alert>
      ) : null}
    </div>
  );
}
