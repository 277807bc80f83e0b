import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` of a payload: HMAC-SHA256 of `<t>.<raw body>` with the whole `whsec_…`
 * string as the key, one `v1` a secret while one is being rolled
 * (docs.stripe.com/webhooks#verify-manually). `seconds` is the time of sending.
 */
export function signatureHeader(
  payload: string,
  secrets: readonly string[],
  seconds: number,
): string {
  const signatures = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex'),
  );
  return [`t=${seconds}`, ...signatures.map((signature) => `v1=${signature}`)].join(',');
}
