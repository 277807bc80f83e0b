/** Asking Stripe while Souk starts: how long, and what is said where it ends the start. */
import { config } from '../config/config';
import { StartError } from '../store/start-error';
import { readFailure } from '../stripe/failure';
import type { SellerRow } from '../catalog/views';

export interface Patience {
  /** How long Stripe may stay silent before the start is given up, in milliseconds. */
  readonly answerMs: number;
  /** How long a new account may take until it can charge (real Stripe checks it), in milliseconds. */
  readonly verifyMs: number;
  readonly pauseMs: number;
}

/** Repeats a call (each with its stored key) until Stripe answers: the emulator may start beside us. */
export async function patiently<Answer>(
  wait: Patience,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const until = Date.now() + wait.answerMs;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isSilence(error) || Date.now() >= until) throw error;
      await pause(wait.pauseMs);
    }
  }
}

/** True when Stripe did not answer, or says "later"; a key that it does not accept is an answer. */
export const isSilence = (error: unknown): boolean =>
  readFailure(error)?.kind === 'unanswered' && !isKeyRefused(error);

const isKeyRefused = (error: unknown): boolean =>
  (error as { statusCode?: number }).statusCode === 401;

/** What to say of it, where the start cannot go on; the fault itself where it is one of ours. */
export function sentence(seller: SellerRow, error: unknown): unknown {
  const failure = readFailure(error);
  if (!failure) return error;
  const { mode, stripe } = config();
  const { message } = failure.problem;
  if (isKeyRefused(error)) {
    return new StartError(`Stripe does not accept the secret key: ${message}`, { cause: error });
  }
  if (failure.kind === 'unanswered') {
    return new StartError(
      mode === 'emulator'
        ? `The emulator does not answer at ${stripe.apiBase.origin}. Start it (npm run emulator), or set STRIPE_API_BASE to where it is.`
        : `Stripe does not answer at ${stripe.apiBase.origin} (${message}). Check the network and start again.`,
      { cause: error },
    );
  }
  const advice =
    mode === 'test'
      ? ' Is Connect switched on? See https://dashboard.stripe.com/test/connect.'
      : '';
  return new StartError(
    `The connected account of ${seller.name} could not be set up: ${message}${advice}`,
    { cause: error },
  );
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
