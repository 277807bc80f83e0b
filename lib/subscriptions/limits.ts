import { minutes, type Limit } from '../security/rate-limit';

/** Changes of subscriptions that one buyer asks for; some of them charge a card. */
export const changesOfBuyer: Limit = { name: 'change:buyer', most: 60, windowMs: 10 * minutes };
/** Looks at what a change would cost; each asks Stripe. */
export const previewsOfBuyer: Limit = { name: 'preview:buyer', most: 120, windowMs: 10 * minutes };
