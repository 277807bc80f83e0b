/** A signed event and where it goes. */
export interface Parcel {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
}

/** How long an endpoint may take to answer, in milliseconds. */
const TIMEOUT_MS = 10_000;

/**
 * Posts an event as Stripe does. Never throws: no answer is `status: null` with the reason. A
 * redirect is an answer like any other, and not followed (docs.stripe.com/webhooks).
 */
export async function post(
  parcel: Parcel,
  stop: AbortSignal,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const response = await fetch(parcel.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': parcel.signature,
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: parcel.body,
    });
    await response.body?.cancel();
    const { status, ok } = response;
    return { status, error: ok ? null : `The endpoint answered ${status}.` };
  } catch (error) {
    return { status: null, error: reason(error) };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS} ms.`;
  const { cause } = error;
  return cause instanceof Error && cause.message ? cause.message : error.message;
}
