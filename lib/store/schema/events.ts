/** What Stripe tells by itself, and who of several readers of one object was the last to begin. */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { EventIgnored, EventState, WebhookEndpoint } from '../../model/webhook';
import { at } from './columns';

/**
 * Every event that was delivered with a good signature, once for each endpoint. Ids alone: what the
 * objects look like is read from Stripe when the event is handled.
 */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    endpoint: text().$type<WebhookEndpoint>().notNull(),
    eventId: text('event_id').notNull(),
    type: text().notNull(),
    /** The connected account whose event it is; null for the platform's own. */
    accountId: text('account_id'),
    livemode: boolean().notNull(),
    objectId: text('object_id'),
    /** The PaymentIntent that the object hangs on, when it names one. */
    paymentIntentId: text('payment_intent_id'),
    created: at('created').notNull(),
    receivedAt: at('received_at').notNull().defaultNow(),
    state: text().$type<EventState>().notNull().default('received'),
    /** Why nothing was done about an ignored event. */
    ignored: text().$type<EventIgnored>(),
    /** How often it was tried to be handled. */
    attempts: integer().notNull().default(0),
    /** What stood in the way at the last try, for engineers. */
    problem: text(),
    /** Until when a job is expected to try it (again). */
    nextTryAt: at('next_try_at').notNull().defaultNow(),
    handledAt: at('handled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.endpoint, table.eventId] }),
    index('webhook_events_unhandled')
      .on(table.nextTryAt)
      .where(sql`${table.state} = 'received'`),
    index('webhook_events_told').on(table.receivedAt),
    index('webhook_events_account').on(table.accountId, table.receivedAt),
    index('webhook_events_object').on(table.objectId),
    index('webhook_events_payment').on(table.paymentIntentId),
  ],
);

/** A number for each object of Stripe's that several may read at once; see `latest-read.ts`. */
export const reads = pgTable('reads', {
  name: text().primaryKey(),
  turn: integer().notNull(),
});
