import type { StripeError } from '@stripe/stripe-js';
import { describe, expect, it } from 'vitest';
import { englishWords } from '@/lib/language/texts';
import { saveProblem } from './save-problem';

const told = (error: Partial<StripeError>) =>
  saveProblem({ type: 'card_error', ...error } as StripeError, {
    stripe: englishWords('stripe'),
    refusals: englishWords('refusals'),
  });

describe('why a card was not saved', () => {
  it('is told in a sentence, with the codes apart', () => {
    const problem = told({
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      request_log_url: 'https://dashboard.stripe.com/test/workbench/logs?object=req_abc123',
      setup_intent: { id: 'seti_1' } as never,
    });
    expect(problem).toMatchObject({
      message: 'The bank says that there is not enough money.',
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      requestId: 'req_abc123',
      setupIntentId: 'seti_1',
      next: 'retry',
    });
    expect(problem.advice).toContain('What you typed is still here.');
  });

  it.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card'])(
    'does not tell whoever holds the card of %s',
    (code) => {
      const problem = told({ code: 'card_declined', decline_code: code });
      expect(problem).toEqual(told({ code: 'card_declined', decline_code: 'generic_decline' }));
      expect(JSON.stringify(problem)).not.toMatch(/lost|stolen|fraud|pickup/);
    },
  );

  it('leaves a field that Stripe has marked to Stripe', () => {
    const problem = told({
      type: 'validation_error',
      code: 'incomplete_number',
      message: 'Your card number is incomplete.',
    });
    expect(problem).toMatchObject({ message: 'Your card number is incomplete.', next: 'fields' });
  });

  it('loads a form anew whose SetupIntent is done', () => {
    for (const code of ['setup_intent_unexpected_state', 'resource_missing']) {
      expect(told({ type: 'invalid_request_error', code })).toMatchObject({ next: 'reload', code });
    }
  });

  it('says that the network failed, and that the bank was not convinced', () => {
    expect(told({ type: 'api_connection_error' }).message).toContain('connection broke');
    const failed = told({
      type: 'invalid_request_error',
      code: 'setup_intent_authentication_failure',
    });
    expect(failed.message).toBe('The bank could not confirm that this is you.');
  });
});
