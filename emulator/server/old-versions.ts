import {
  olderInvoice,
  olderItem,
  olderLine,
  olderPeriod,
  olderSubscription,
  paidInvoice,
} from '../billing/older-shapes';
import type { Subscription } from '../billing/subscription-records';
import type { Context } from './contract';
import { expand, type Expandables } from './expand';
import { chargesOf } from './old-expandables';

type Wire = Record<string, unknown>;

interface VersionChange {
  /** The first version that answers in the new way. */
  readonly since: string;
  readonly object: string;
  /** What was shown before without being asked for. */
  readonly included?: readonly string[];
  /** Fields that are gone, as they were. One that is there (expanded, as asked for) stays. */
  readonly gone?: (context: Context, object: never) => object;
  /** Fields that mean something else now, as they were. */
  readonly fields?: (context: Context, object: Wire) => Wire;
}

/** Documented changes of answers that concern what is emulated (docs.stripe.com/changelog). */
const changes: readonly VersionChange[] = [
  // changelog/endive/2026-09-30/updated-reject-reason-codes
  { since: '2026-09-30', object: 'account', fields: rejectedAsBefore },
  // changelog/basil: an invoice is found by its payments, and says who it is of by its `parent`.
  {
    since: '2025-03-31',
    object: 'charge',
    gone: (context, charge) => invoiceOf(context, charge, 'payment_intent'),
  },
  {
    since: '2025-03-31',
    object: 'payment_intent',
    gone: (context, intent) => invoiceOf(context, intent, 'id'),
  },
  { since: '2025-03-31', object: 'invoice', gone: olderInvoice },
  { since: '2025-03-31', object: 'line_item', gone: olderLine },
  { since: '2025-03-31', object: 'invoiceitem', gone: olderItem },
  // changelog/basil: each item of a subscription has a period of its own.
  {
    since: '2025-03-31',
    object: 'subscription',
    gone: (_, subscription) => olderSubscription(subscription),
  },
  // changelog/basil/2025-03-31/remove-refund-from-partial-capture-and-payment-cancellation-flow
  { since: '2025-03-31', object: 'charge', fields: releasedAsRefunded },
  { since: '2025-03-31', object: 'payment_intent', fields: expiredAutomatically },
  // changelog/2022-11-15/deprecates-charges-auto-expand
  { since: '2022-11-15', object: 'charge', included: ['refunds'] },
  // changelog/2022-11-15/removes-charges-attribute-paymentintent
  {
    since: '2022-11-15',
    object: 'payment_intent',
    gone: (context, intent) => ({ charges: chargesOf(context, intent) }),
  },
  // changelog/2020-08-27/deprecates-auto-expansion-customer-sources, and two of its kind
  {
    since: '2020-08-27',
    object: 'customer',
    included: ['sources', 'subscriptions', 'tax_ids'],
  },
];

const newest = changes.reduce((latest, { since }) => (since > latest ? since : latest), '');

/** Since then, intents offer the payment methods of the settings (changelog/2023-08-16). */
const AUTOMATIC_SINCE = '2023-08-16';

/** Whether an intent of this version that names no payment methods means cards alone. */
export function meansCardsAlone(version: string): boolean {
  return isBefore(version, AUTOMATIC_SINCE);
}

/**
 * Since then, the balance transaction of a charge comes later unless asked for at once
 * (changelog/2024-04-10).
 */
const ASYNCHRONOUS_SINCE = '2024-04-10';

/** Whether an intent of this version that names no `capture_method` means `automatic`. */
export function capturesAtOnce(version: string): boolean {
  return isBefore(version, ASYNCHRONOUS_SINCE);
}

/** An answer as an older version of the API has it. The pinned version's is left as it is. */
export function asOfVersion<T extends object>(
  context: Context,
  expandables: Expandables,
  answer: T,
  version = context.apiVersion,
): T {
  const all = [version, context.settings.apiVersion];
  if (context.key === 'publishable' || !all.some((one) => isBefore(one, newest))) return answer;
  const due = changes.filter(({ since }) => isBefore(version, since));
  return older(answer) as T;

  function older(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(older);
    if (typeof value !== 'object' || value === null) return value;
    if (isEvent(value)) return asWritten(context, expandables, value);
    const mine = 'deleted' in value ? [] : due.filter(({ object }) => isA(value, object));
    const included = mine
      .flatMap((change) => change.included ?? [])
      .filter((name) => (value as Wire)[name] === undefined);
    const now = expand(context, expandables, value, included);
    const shown = {
      ...now,
      ...Object.assign({}, ...mine.map(({ gone }) => gone?.(context, value as never))),
      ...now,
      ...Object.assign({}, ...mine.map(({ fields }) => fields?.(context, value as Wire))),
    } as Wire;
    return Object.fromEntries(Object.entries(shown).map(([name, inner]) => [name, older(inner)]));
  }
}

interface EventLike extends Wire {
  readonly api_version: string | null;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
}

function isEvent(value: object): value is EventLike {
  return isA(value, 'event');
}

/** An event keeps the form of the version it was written in: the account's, whoever reads it. */
function asWritten(context: Context, expandables: Expandables, event: EventLike): EventLike {
  const { api_version, data } = event;
  if (api_version === null || !isBefore(api_version, newest)) return event;
  return { ...event, data: dataOfVersion(context, expandables, data, api_version) };
}

/** The `data` of an event as an older version has it, with what has changed. */
export function dataOfVersion<T extends { object: object; previous_attributes?: object }>(
  context: Context,
  expandables: Expandables,
  data: T,
  version: string,
): T {
  const { object, previous_attributes: previous } = data;
  const older = {
    ...data,
    object: asOfVersion(context, expandables, object, version),
  };
  if (!previous || !isA(object, 'subscription') || !isBefore(version, '2025-03-31')) return older;
  const before = olderPeriod(object as Subscription, previous);
  return { ...older, previous_attributes: { ...previous, ...before } };
}

function isBefore(version: string, since: string): boolean {
  return version.slice(0, since.length) < since;
}

function isA(value: object, object: string): boolean {
  return 'object' in value && value.object === object;
}

/**
 * What of a hold was released counted as refunded, also what a capture left of it. Its Refund and
 * `charge.refunded` are not made up here.
 */
function releasedAsRefunded(context: Context, charge: Wire): Wire {
  const stored = context.records.get('charge', String(charge.id))?.object;
  if (!stored || stored.status !== 'succeeded') return {};
  const { amount, amount_captured: taken, amount_refunded: returned, captured } = stored;
  const intent = stored.payment_intent;
  if (captured) {
    if (taken === amount) return {};
    return { amount_refunded: returned + amount - taken, refunded: returned === taken };
  }
  if (typeof intent !== 'string') return {};
  const canceled = context.records.get('payment_intent', intent)?.object.status === 'canceled';
  return canceled ? { amount_refunded: amount, refunded: true } : {};
}

/** `rejected.platform_fraud` and its kind were told without the platform. */
function rejectedAsBefore(_: Context, account: Wire): Wire {
  const names = ['requirements', 'future_requirements'];
  const told = names.flatMap((name) => {
    const requirements = account[name] as Wire | null | undefined;
    const reason = requirements?.disabled_reason;
    if (typeof reason !== 'string') return [];
    const disabled_reason = reason.replace('rejected.platform_', 'rejected.');
    return [[name, { ...requirements, disabled_reason }]];
  });
  return Object.fromEntries(told) as Wire;
}

function expiredAutomatically(_: Context, intent: Wire): Wire {
  return intent.cancellation_reason === 'expired' ? { cancellation_reason: 'automatic' } : {};
}

function invoiceOf(context: Context, object: Wire, by: 'id' | 'payment_intent'): Wire {
  const intent = object[by];
  const id = typeof intent === 'object' && intent !== null ? (intent as Wire).id : intent;
  return { invoice: paidInvoice(context, typeof id === 'string' ? id : null)?.id ?? null };
}
