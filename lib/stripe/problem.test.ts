import { describe, expect, it } from 'vitest';
import { englishWords } from '../language/texts';
import { problemFor as problemIn } from './problem';

const problemFor = (stored: Parameters<typeof problemIn>[0]) =>
  problemIn(stored, englishWords('refusals'));

const declined = (declineCode: string | null, code = 'card_declined') =>
  problemFor({ type: 'card_error', code, declineCode, message: 'raw words', requestId: 'req_1' });

describe('what a buyer is told', () => {
  it.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'merchant_blacklist'])(
    'of %s is what is told of any decline',
    (code) => {
      expect(declined(code)).toEqual(declined('generic_decline'));
      expect(JSON.stringify(declined(code))).not.toMatch(/lost|stolen|fraud|pickup|blacklist/i);
    },
  );

  it('names the cause when that helps', () => {
    expect(declined('insufficient_funds').message).toContain('not enough money');
    expect(declined('expired_card', 'expired_card').message).toContain('expired');
    expect(declined('incorrect_cvc', 'incorrect_cvc').message).toContain('security code');
  });

  it("always says what to do next, and never Stripe's own words", () => {
    for (const code of ['generic_decline', 'a_code_of_tomorrow', null]) {
      const problem = declined(code);
      expect(problem.advice).not.toBe('');
      expect(problem.message).not.toContain('raw words');
    }
  });

  it('does not call a refused request a decline', () => {
    const refused = problemFor({
      type: 'invalid_request_error',
      code: 'resource_missing',
      declineCode: null,
      message: 'No such PaymentMethod',
      requestId: null,
    });
    expect(refused).toMatchObject({ message: 'This payment could not be made.' });
    expect(refused.advice).toContain('Nothing was charged');
  });
});
