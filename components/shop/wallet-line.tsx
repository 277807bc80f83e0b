import { WalletCards } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { words } from '@/lib/language/request';
import type { SavedMethodView } from '@/lib/model/views';

/** The state of the wallet in one line, and the way to it. */
export async function WalletLine({
  signedIn,
  method,
}: {
  readonly signedIn: boolean;
  /** The default saved method, if there is one. */
  readonly method: SavedMethodView | null;
}) {
  const t = await words('home');
  return (
    <p className="mt-6 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <WalletCards aria-hidden className="size-5 text-money" />
      {method ? (
        <>
          <span>
            {t.rich('cardSaved', {
              card: () => (
                <bdi className="font-medium tabular-nums">
                  {method.brandName} <span aria-hidden>•••• {method.last4}</span>
                  <span className="sr-only">{t('endingIn', { last4: method.last4 })}</span>
                </bdi>
              ),
            })}
          </span>
          {method.expired ? <Badge tone="danger">{t('expired')}</Badge> : null}
          <Link
            href="/wallet"
            className="-my-3 inline-block py-3 font-medium underline underline-offset-4"
          >
            {t('seeWallet')}
          </Link>
        </>
      ) : (
        <>
          <Link
            href="/wallet"
            className="-my-3 inline-block py-3 font-medium underline underline-offset-4"
          >
            {t('saveOnce')}
          </Link>
          <span className="text-ink-soft">{t(signedIn ? 'noneYet' : 'testCard')}</span>
        </>
      )}
    </p>
  );
}
