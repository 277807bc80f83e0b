import { describe, expect, it } from 'vitest';
import type { LegView } from '@/lib/model/order-views';
import { legStates, type LegState } from '@/lib/model/status';
import { drawnWith } from '@/components/language/testing';
import { englishWords } from '@/lib/language/texts';
import { LegNote } from './leg-note';

const noteOf = (state: LegState) => {
  const leg = { state, attempts: [], paidAt: null, statement: 'SOUK* SK-1', amount: {} };
  return drawnWith([], <LegNote leg={leg as unknown as LegView} t={englishWords('states')} />);
};

describe('the note of a leg', () => {
  it('says that nothing was charged only where that is known', () => {
    const known = legStates.filter((state) => noteOf(state) === 'Not charged.');
    expect(known).toEqual(['action_needed', 'declined', 'failed', 'canceled']);
  });

  it('waits for the bank while the payment is processing', () => {
    expect(noteOf('processing')).toBe('We are waiting for the bank&#x27;s answer.');
  });
});
