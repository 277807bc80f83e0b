/** Words of webhooks. */

/** The two that Souk has: events of the platform's own, and of the accounts connected to it. */
export const webhookEndpoints = ['platform', 'connect'] as const;
export type WebhookEndpoint = (typeof webhookEndpoints)[number];

/**
 * Where an event stands: `received` until it was handled, however often that was tried; `failed` once
 * no more tries come by themselves.
 */
export type EventState = 'received' | 'handled' | 'ignored' | 'failed';

/**
 * Why nothing is done about an event. Somebody should look at the last two: they are about somebody
 * else's account, or about money of the other mode.
 */
export type EventIgnored = 'unknown_type' | 'not_ours' | 'foreign_account' | 'wrong_mode';
