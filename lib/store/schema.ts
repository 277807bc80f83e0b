/**
 * Every table of Souk. Ids of our rows are text made by `newId`; ids that Stripe gave are text named
 * after where the object lives (`platform…`, `account…`). Amounts are minor units.
 */
export * from './schema/acts';
export * from './schema/after-sale';
export * from './schema/events';
export * from './schema/evidence-files';
export * from './schema/goods';
export * from './schema/lab';
export * from './schema/mails';
export * from './schema/memberships';
export * from './schema/orders';
export * from './schema/people';
export * from './schema/pictures';
export * from './schema/reviews';
export * from './schema/saving';
export * from './schema/subscriptions';
export * from './schema/syncs';
export * from './schema/test-runs';
export * from './schema/underneath';
export * from './schema/unwanted';
export * from './schema/work';
