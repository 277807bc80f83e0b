import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { faultText, readFailure } from './failure';

const { errors } = Stripe;
// The SDK chooses the class by the HTTP status; `type` is the wire's.
const raw = (statusCode: number, fields: object = {}) =>
  ({ type: 'invalid_request_error', message: 'no', statusCode, ...fields }) as never;

describe('a failed call', () => {
  it.each([
    ['a decline', new errors.StripeCardError(raw(402)), 'declined'],
    ['bad parameters', new errors.StripeInvalidRequestError(raw(400)), 'refused'],
    ['an unknown object', new errors.StripeInvalidRequestError(raw(404)), 'refused'],
    ['an account without access', new errors.StripePermissionError(raw(403)), 'refused'],
    [
      'a locked object',
      new errors.StripeRateLimitError(raw(429, { code: 'lock_timeout' })),
      'unanswered',
    ],
    ['too many calls', new errors.StripeRateLimitError(raw(429)), 'unanswered'],
    [
      'a limit told as 400',
      new errors.StripeRateLimitError(raw(400, { code: 'rate_limit' })),
      'unanswered',
    ],
    ['our own bad key', new errors.StripeAuthenticationError(raw(401)), 'unanswered'],
    ['a key in use', new errors.StripeAPIError(raw(409)), 'unanswered'],
    ['no connection', new errors.StripeConnectionError({ message: 'lost' } as never), 'unanswered'],
    ['a server error', new errors.StripeAPIError(raw(500)), 'unanswered'],
    [
      'a stored server error',
      new errors.StripeAPIError(raw(500, { headers: { 'idempotent-replayed': 'true' } })),
      'unclear',
    ],
    ['other parameters', new errors.StripeIdempotencyError(raw(400)), 'unclear'],
  ])('by %s', (_, error, kind) => {
    expect(readFailure(error)?.kind).toBe(kind);
  });

  it('tells a wish for authentication from a plain decline, and keeps the ids', () => {
    const asked = new errors.StripeCardError(
      raw(402, {
        code: 'authentication_required',
        payment_intent: { id: 'pi_1' },
        charge: 'ch_1',
      }),
    );
    expect(readFailure(asked)).toMatchObject({
      authenticationRequired: true,
      paymentIntentId: 'pi_1',
      chargeId: 'ch_1',
    });
    expect(readFailure(new errors.StripeCardError(raw(402)))).toMatchObject({
      authenticationRequired: false,
      paymentIntentId: null,
    });
  });

  it('is none of Stripe when it is ours', () => {
    expect(readFailure(new Error('a bug'))).toBeNull();
    expect(faultText(new Error('a bug'))).toContain('a bug');
  });

  it('is logged without the objects that came with it', () => {
    const error = new errors.StripeCardError(
      raw(402, { payment_intent: { id: 'pi_1', client_secret: 'pi_1_secret_canary' } }),
    );
    expect(faultText(error)).not.toContain('canary');
  });
});
