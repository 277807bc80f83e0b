/**
 * Decline codes that speak of a lost, stolen or suspected card. Whoever holds the card must not learn
 * of them; they are told as `generic_decline`, everywhere. https://docs.stripe.com/declines/codes
 */
const untold = new Set([
  'lost_card',
  // Why a refund failed, see https://docs.stripe.com/refunds#failed-refunds
  'lost_or_stolen_card',
  'stolen_card',
  'pickup_card',
  'restricted_card',
  'fraudulent',
  'merchant_blacklist',
  'security_violation',
]);

/** True of a code that nobody may be shown. */
export function isUntold(code: unknown): boolean {
  return typeof code === 'string' && untold.has(code);
}

/** The code as it may be shown. */
export function toldCode<Code extends string | null>(code: Code): Code | 'generic_decline' {
  return isUntold(code) ? 'generic_decline' : code;
}
