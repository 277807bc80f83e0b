import { readFailure, type StripeFailure } from '../stripe/failure';

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly failure: StripeFailure;
      readonly error: unknown;
    };

/** A call's answer, a refusal too. Throws when there was none, and what is no fault of Stripe's. */
export async function answerOf<Value>(call: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    const failure = readFailure(error);
    if (!failure || failure.kind === 'unanswered') throw error;
    return { ok: false, failure, error };
  }
}
