import Stripe from 'stripe';
import { beforeEach, expect, it, vi } from 'vitest';
import { unreachable } from './unreachable';

const { errors } = Stripe;
const lost = new errors.StripeConnectionError({ message: 'lost' } as never);
const otherParameters = new errors.StripeIdempotencyError({ message: 'another' } as never);

beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue());

it('a call without an answer is refused in words that do not say whether anything was charged', () => {
  const refused = unreachable(lost);
  expect(refused).toMatchObject({ ok: false, reason: 'unreachable' });
  expect(refused.message).not.toMatch(/charge/i);
});

it('every other fault is thrown on, as it is', () => {
  for (const fault of [new TypeError('a fault of ours'), otherParameters]) {
    expect(() => unreachable(fault)).toThrow(fault);
  }
  expect(() => unreachable(new TypeError('a fault of ours'), 'unclear')).toThrow(TypeError);
});

it('an unclear answer is one, where its caller says so', () => {
  expect(unreachable(otherParameters, 'unclear')).toMatchObject({ reason: 'unreachable' });
});
