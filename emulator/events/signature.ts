import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` of a payload: HMAC-SHA256 of `<t>.<raw body>` with the whole `whsec_…`
 * string as the key (docs.stripe.com/webhooks#verify-manually). `seconds` is the time of sending.
 */
export function signatureHeader(payload: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}
