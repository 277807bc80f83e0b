import { describe, expect, it } from 'vitest';
import { drawnWith } from '@/components/language/testing';
import { englishWords } from '@/lib/language/texts';
import type { SavedMethodId, SellerId } from '@/lib/model/ids';
import type { SavedMethodView } from '@/lib/model/views';
import { goneCards, otherCards, withoutCards } from './card-choice';
import { CardsBySeller } from './cards-by-seller';
import { PayProgress, type Charge } from './pay-progress';

const method = (id: string, last4: string, expired = false) =>
  ({ id: id as SavedMethodId, brand: 'visa', last4, expired }) as SavedMethodView;
const visa = method('sm_1', '4242');
const other = method('sm_2', '1111');
const [first, second] = ['sel_1' as SellerId, 'sel_2' as SellerId];
const charges: Charge[] = [
  { sellerId: first, seller: 'First', amount: '$1.00', currency: 'usd', hasPlan: false },
  { sellerId: second, seller: 'Second', amount: '$2.00', currency: 'usd', hasPlan: false },
];
const chosen = new Map([
  [first, visa.id],
  [second, other.id],
]);

describe('cards of single sellers', () => {
  it('are named where they differ from the card for all', () => {
    const others = otherCards(chosen, [visa, other], visa, englishWords('cards'));
    expect([...others]).toEqual([[second, 'Visa ending in 1111']]);
    const html = drawnWith(['checkout'], <PayProgress charges={charges} others={others} paying />);
    expect(html).toMatch(/Second<span[^>]*>Visa ending in 1111/);
    expect(html).not.toContain('4242');
  });

  it('are in sight as soon as there is one', () => {
    const opened = (by: ReadonlyMap<SellerId, SavedMethodId>) =>
      drawnWith(
        ['cards', 'checkout'],
        <CardsBySeller
          charges={charges}
          methods={[visa, other]}
          card={visa}
          chosen={by}
          onChoose={() => undefined}
          disabled={false}
        />,
      ).startsWith('<details open=""');
    expect(opened(chosen)).toBe(true);
    expect(opened(new Map())).toBe(false);
  });

  it('are forgotten when the wallet has them no more, or not for paying', () => {
    expect(goneCards([visa, other], [visa])).toEqual(new Set([other.id]));
    expect(goneCards([visa], [method('sm_1', '4242', true)])).toEqual(new Set([visa.id]));
    expect([...withoutCards(chosen, new Set([other.id]))]).toEqual([[first, visa.id]]);
  });
});
