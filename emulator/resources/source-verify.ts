/** The code of a Source whose owner has to tell one (docs.stripe.com/api/sources, code verification). */
import type Stripe from 'stripe';
import { judgeAmounts } from '../rules/banks/deposits';
import { invalidRequest, type Context } from '../server/contract';
import { StripeError } from '../server/stripe-error';
import { authorize, changeSource, fail } from './source-state';

/**
 * Takes what the owner was sent: the two sums 32 and 45 in test mode.
 *
 * @throws 400 for a Source that waits for none; 402 for wrong values, which are counted: the last of
 *   them fails the Source (sentences unconfirmed)
 */
export function verifySource(
  context: Context,
  source: Stripe.Source,
  values: readonly string[],
): Stripe.Source {
  const { code_verification: code } = source;
  if (!code || source.status !== 'pending') {
    throw invalidRequest(`The source ${source.id} does not wait to be verified.`, {
      param: 'id',
      validation: false,
    });
  }
  if (judgeAmounts(values.map(Number)) === 'verified') return authorize(context, source);
  const attempts_remaining = code.attempts_remaining - 1;
  const counted = changeSource(context, source.id, {
    code_verification: { ...code, attempts_remaining },
  });
  if (attempts_remaining === 0) fail(context, counted);
  throw new StripeError(
    402,
    {
      type: 'invalid_request_error',
      code: 'bank_account_verification_failed',
      message:
        'The values provided do not match the ones that were sent to the owner of the source.',
      param: 'values',
    },
    true,
  );
}
