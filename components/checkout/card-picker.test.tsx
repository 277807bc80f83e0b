import { describe, expect, it } from 'vitest';
import { drawnWith } from '@/components/language/testing';
import type { SavedMethodId } from '@/lib/model/ids';
import type { SavedMethodView } from '@/lib/model/views';
import { CardPicker, type CardsOnly } from './card-picker';
import { whyCardsOnly } from './pay-panel';

const method = (id: string, type: string, name: Partial<SavedMethodView>) =>
  ({ id: id as SavedMethodId, type, last4: '4242', ...name }) as SavedMethodView;
const card = method('sm_1', 'card', { brand: 'visa' });
const account = method('sm_2', 'us_bank_account', { brand: 'STRIPE TEST BANK', last4: '6789' });

function drawn(cardsOnly: CardsOnly | null, methods = [card, account]): string {
  return drawnWith(
    ['cards', 'stripe', 'refusals'],
    <CardPicker
      legend="Pay with"
      methods={methods}
      cardsOnly={cardsOnly}
      choice={null}
      onChoose={() => undefined}
      onSaved={() => undefined}
      save={{ publishableKey: 'pk_test_souk', scriptUrl: '', consent: { version: '', text: '' } }}
      returnTo="/checkout"
    />,
  );
}

describe('what may pay', () => {
  it('is any method where goods are bought', () => {
    const html = drawn(whyCardsOnly([{ hasPlan: false }]));
    expect(html).toContain('6789');
    expect(html).toContain('Another card or bank account');
  });

  it('is a card where a plan is, and a hidden account is told', () => {
    const html = drawn(whyCardsOnly([{ hasPlan: true }]));
    expect(html).toContain('4242');
    expect(html).not.toContain('6789');
    expect(html).toContain('A plan is paid by card, so your bank account is not offered here');
    expect(html).not.toContain('bank account</span>');
    // Whoever has none misses none.
    expect(drawn('plans', [card])).not.toContain('is not offered here');
  });

  it('may be chosen for a seller of goods alone', () => {
    expect(drawn(whyCardsOnly([{ hasPlan: true }, { hasPlan: false }]))).toContain(
      'choose another way for one seller',
    );
  });
});
