import { LoaderCircle } from 'lucide-react';
import { useWords } from '@/components/language/words-provider';
import type { SellerId } from '@/lib/model/ids';

/** What one seller is about to charge. */
export interface Charge {
  readonly sellerId: SellerId;
  readonly seller: string;
  /** The amount as text. */
  readonly amount: string;
  /** Lower-case ISO 4217. */
  readonly currency: string;
  /** True where a plan begins with it. */
  readonly hasPlan: boolean;
}

/** While the sellers are charged: who, and how much. The region always stands, so that it is read. */
export function PayProgress({
  charges,
  others,
  paying,
  together = false,
}: {
  readonly charges: readonly Charge[];
  /** Names of the cards of sellers that are not paid with the card for all. */
  readonly others: ReadonlyMap<SellerId, string>;
  readonly paying: boolean;
  /** True when every part is held before any is charged. */
  readonly together?: boolean;
}) {
  const t = useWords('checkout');
  return (
    <div aria-live="polite">
      {paying ? (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface px-4 text-sm">
          {charges.map(({ sellerId, seller, amount }) => (
            <li key={sellerId} className="flex min-h-11 items-center gap-3 py-2">
              <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-money" />
              <span className="min-w-0 flex-1 font-medium">
                {seller}
                {others.has(sellerId) ? (
                  <span className="block text-xs font-normal text-ink-soft">
                    {others.get(sellerId)}
                  </span>
                ) : null}
              </span>
              <span className="text-ink-soft tabular-nums">
                {t(together ? 'holding' : 'charging', { amount })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
