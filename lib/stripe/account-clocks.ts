import type Stripe from 'stripe';
import type { AccountId } from '../model/ids';
import { call, writing } from './sdk';
import type { Read, Write } from './subject';

/**
 * Test clocks on an account, which its test Customers may follow; a part of `accountStripe`. Stripe has
 * them in test mode alone. https://docs.stripe.com/billing/testing/test-clocks
 */
export function clocksOf(accountId: AccountId) {
  const reading: Stripe.RequestOptions = { stripeAccount: accountId };
  return {
    testClocks: {
      /** https://docs.stripe.com/api/test_clocks/create */
      create: (params: Stripe.TestHelpers.TestClockCreateParams, write: Write) =>
        call(write, (sdk) => sdk.testHelpers.testClocks.create(params, writing(write, accountId))),
      /** Answers before the clock has arrived. https://docs.stripe.com/api/test_clocks/advance */
      advance: (id: string, params: Stripe.TestHelpers.TestClockAdvanceParams, write: Write) =>
        call(write, (sdk) =>
          sdk.testHelpers.testClocks.advance(id, params, writing(write, accountId)),
        ),
      /** `ready` once it has arrived. https://docs.stripe.com/api/test_clocks/retrieve */
      retrieve: (id: string, read: Read) =>
        call(read, (sdk) => sdk.testHelpers.testClocks.retrieve(id, {}, reading)),
    },
  };
}
