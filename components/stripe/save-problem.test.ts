import type { StripeError } from '@stripe/stripe-js';
import { describe, expect, it } from 'vitest';
import { saveProblem } from './save-problem';

const declined = (decline_code: string) =>
  saveProblem({ type: 'card_error', code: 'card_declined', decline_code } as StripeError);

describe('a card that could not be saved', () => {
  it.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card'])(
    'for %s reads like any other decline, its code too',
    (code) => {
      expect(declined(code)).toEqual(declined('generic_decline'));
    },
  );

  it('keeps a code that helps', () => {
    expect(declined('insufficient_funds').code).toBe('insufficient_funds');
  });
});
