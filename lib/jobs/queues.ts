/** Every kind of job: what it is told, how often it is tried, and how many run side by side. */
import { z } from 'zod';
import type { MailAbout } from '../model/mail';
import type {
  AccountId,
  AccountInvoiceId,
  AccountSubscriptionId,
  BuyerId,
  LegId,
  MembershipId,
  OrderId,
  ProductId,
  RefundId,
  SavedMethodId,
  SellerId,
  SetupId,
  SubscriptionChangeId,
  SubscriptionId,
  TestRunId,
} from '../model/ids';

const id = <Id extends string>() => z.string().min(1).max(200) as unknown as z.ZodType<Id>;
const day = z.union([z.literal('yesterday'), z.iso.date('a day is written as 2026-11-20, in UTC')]);

interface Queue<Payload> {
  readonly payload: z.ZodType<Payload>;
  /** How often a job that failed is tried again before it is left to the operator. */
  readonly retries: number;
  /** The pause before the first repeat; each further one is about twice as long. */
  readonly firstPauseSeconds: number;
  /** How long a run may take. Whoever runs it longer counts as dead, and the job runs again. */
  readonly runSeconds: number;
  /** How many of them one process runs at once. */
  readonly sideBySide: number;
}

const queue = <Payload>(
  payload: z.ZodType<Payload>,
  options: Partial<Omit<Queue<Payload>, 'payload'>> = {},
): Queue<Payload> => ({
  payload,
  retries: 5,
  firstPauseSeconds: 2,
  runSeconds: 300,
  sideBySide: 10,
  ...options,
});

/**
 * A job is an alarm clock: it says at which row to look. The row says what is to be done, so a job
 * that runs twice, or late, or for nothing does no harm.
 */
export const queues = {
  /** Looks for rows that nobody works at. The next look comes anyway, so a failed one is not tried again. */
  sweep: queue(z.object({ what: z.enum(['urgent', 'everything']) }), {
    retries: 0,
    runSeconds: 30,
    sideBySide: 2,
  }),
  'drive-leg': queue(z.object({ legId: id<LegId>() })),
  'settle-order': queue(z.object({ orderId: id<OrderId>() })),
  'look-at-bank': queue(z.object({ legId: id<LegId>() })),
  'send-refund': queue(z.object({ refundId: id<RefundId>() })),
  'look-after-sale': queue(z.object({ legId: id<LegId>() })),
  'look-after-invoice': queue(
    z.object({ accountId: id<AccountId>(), accountInvoiceId: id<AccountInvoiceId>() }),
  ),
  /** An e-mail about something that happened: written down first, then sent. */
  'send-mail': queue(z.object({ about: id<MailAbout>() }), { runSeconds: 120, sideBySide: 3 }),
  'finish-setup': queue(z.object({ setupId: id<SetupId>() })),
  'finish-membership': queue(z.object({ membershipId: id<MembershipId>() })),
  'finish-removal': queue(z.object({ savedMethodId: id<SavedMethodId>() })),
  /** A card that its buyer has corrected, and that nobody knows to be followed. */
  'finish-edits': queue(z.object({ savedMethodId: id<SavedMethodId>() })),
  /** A buyer's Customer on an account has lost its default card. */
  'offer-again': queue(z.object({ accountId: id<AccountId>(), buyerId: id<BuyerId>() })),
  /** The buyer's Customer on the platform gets their name and e-mail. */
  'follow-buyer': queue(z.object({ buyerId: id<BuyerId>() })),
  'start-subscription': queue(z.object({ subscriptionId: id<SubscriptionId>() })),
  /** What a buyer asked of a subscription. */
  'change-subscription': queue(z.object({ changeId: id<SubscriptionChangeId>() })),
  /** How a seller's account stands. */
  'follow-account': queue(z.object({ accountId: id<AccountId>() })),
  /** An account that had left is back: what could not be asked or done meanwhile. */
  'account-returned': queue(z.object({ accountId: id<AccountId>(), leftAt: z.iso.datetime() })),
  /** What a shop says of itself, told to its account. */
  'tell-account': queue(z.object({ sellerId: id<SellerId>() })),
  /** The Product and the Prices of a plan, on its seller's account. */
  'provision-plans': queue(z.object({ productId: id<ProductId>() })),
  'read-subscription': queue(z.object({ subscriptionId: id<SubscriptionId>() })),
  /** One mirror brought up to date; as many at once as an account's and the platform's limits bear. */
  'sync-mirror': queue(z.object({ subscriptionId: id<SubscriptionId>() }), { sideBySide: 25 }),
  /** One that nobody wants, which an operator has begun to end. */
  'end-stray': queue(
    z.object({ accountId: id<AccountId>(), accountSubscriptionId: id<AccountSubscriptionId>() }),
    { retries: 8, firstPauseSeconds: 10 },
  ),
  'handle-event': queue(
    z.object({ endpoint: z.enum(['platform', 'connect']), eventId: id<string>() }),
    { retries: 8, runSeconds: 60 },
  ),
  /** Test data, step by step, as far as it comes without waiting. */
  'make-test-data': queue(z.object({ testRunId: id<TestRunId>() }), { sideBySide: 2 }),
  /** Without an account: one job for each account. */
  reconcile: queue(z.object({ day, accountId: id<AccountId>().optional() }), {
    firstPauseSeconds: 60,
    runSeconds: 600,
    sideBySide: 2,
  }),
} satisfies Record<string, Queue<unknown>>;

export type QueueName = keyof typeof queues;
export type Payload<Name extends QueueName> = z.infer<(typeof queues)[Name]['payload']>;
export const queueNames = Object.keys(queues) as QueueName[];
