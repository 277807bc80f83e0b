import { useEffect, useRef } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Details } from '@/components/ui/details';
import { Select } from '@/components/ui/select-field';
import type { SavedMethodId, SellerId } from '@/lib/model/ids';
import type { SavedMethodView } from '@/lib/model/views';
import { cardName } from '@/lib/model/card-name';
import { paysIn, paysPlans } from '@/lib/model/method-type';
import { canPay } from './card-choice';
import type { Charge } from './pay-progress';

interface CardsBySellerProps {
  readonly charges: readonly Charge[];
  readonly methods: readonly SavedMethodView[];
  /** The card that pays every seller without one of its own. */
  readonly card: SavedMethodView;
  readonly chosen: ReadonlyMap<SellerId, SavedMethodId>;
  readonly onChoose: (seller: SellerId, method: SavedMethodId | null) => void;
  readonly disabled: boolean;
}

/** For a buyer who wants one seller paid with something else. Most never open it. */
export function CardsBySeller(props: CardsBySellerProps) {
  const { charges, methods, card, chosen, onChoose, disabled } = props;
  const t = useWords('checkout');
  const cards = useWords('cards');
  const list = useRef<HTMLUListElement>(null);

  // As `useEarlyChoice`, for select boxes: what was chosen before script came counts.
  useEffect(() => {
    for (const { sellerId } of charges) {
      const select = list.current?.querySelector<HTMLSelectElement>(`#card-for-${sellerId}`);
      if (select?.value && select.value !== chosen.get(sellerId)) {
        onChoose(sellerId, select.value as SavedMethodId);
      }
    }
    // Once, when script has come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    // What was chosen is never out of sight: it decides what is charged.
    <Details summary={t('oneSeller')} open={chosen.size > 0 || undefined} className="mt-3">
      <ul ref={list} className="divide-y divide-line">
        {charges.map(({ sellerId, seller, amount, currency, hasPlan }) => (
          <li
            key={sellerId}
            className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2"
          >
            <label htmlFor={`card-for-${sellerId}`} className="text-sm">
              {t.rich('payWithFor', {
                name: seller,
                seller: (name) => name,
              })}{' '}
              <span className="text-ink-soft tabular-nums">{amount}</span>
            </label>
            <Select
              id={`card-for-${sellerId}`}
              value={chosen.get(sellerId) ?? ''}
              disabled={disabled}
              onChange={({ target }) =>
                onChoose(sellerId, target.value ? (target.value as SavedMethodId) : null)
              }
              className="text-sm"
            >
              <option value="">{cardName(card, cards)}</option>
              {methods
                .filter(
                  (method) =>
                    method.id !== card.id &&
                    canPay(method) &&
                    (!hasPlan || paysPlans(method.type)) &&
                    paysIn(method.type, currency),
                )
                .map((method) => (
                  <option key={method.id} value={method.id}>
                    {cardName(method, cards)}
                  </option>
                ))}
            </Select>
          </li>
        ))}
      </ul>
    </Details>
  );
}
