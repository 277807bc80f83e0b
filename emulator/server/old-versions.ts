import type { Context } from './contract';
import { expand, type Expandables } from './expand';

type Wire = Record<string, unknown>;

interface VersionChange {
  /** The first version that answers in the new way. */
  readonly since: string;
  readonly object: string;
  /** What was shown before without being asked for. */
  readonly included?: readonly string[];
  /** Fields that are gone, as they were. */
  readonly fields?: (context: Context, object: Wire) => Wire;
}

/** Documented changes of answers that concern what is emulated (docs.stripe.com/changelog). */
const changes: readonly VersionChange[] = [
  // changelog/basil: an invoice is found by its payments.
  { since: '2025-03-31', object: 'charge', fields: () => ({ invoice: null }) },
  { since: '2025-03-31', object: 'payment_intent', fields: () => ({ invoice: null }) },
  // changelog/basil/2025-03-31/remove-refund-from-partial-capture-and-payment-cancellation-flow
  { since: '2025-03-31', object: 'charge', fields: releasedAsRefunded },
  { since: '2025-03-31', object: 'payment_intent', fields: expiredAutomatically },
  // changelog/2022-11-15/deprecates-charges-auto-expand
  { since: '2022-11-15', object: 'charge', included: ['refunds'] },
  // changelog/2022-11-15/removes-charges-attribute-paymentintent
  { since: '2022-11-15', object: 'payment_intent', fields: chargesOf },
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
    const included = mine.flatMap((change) => change.included ?? []);
    const shown = {
      ...expand(context, expandables, value, included),
      ...Object.assign({}, ...mine.map(({ fields }) => fields?.(context, value as Wire))),
    } as Wire;
    return Object.fromEntries(Object.entries(shown).map(([name, inner]) => [name, older(inner)]));
  }
}

interface EventLike extends Wire {
  readonly api_version: string | null;
  readonly data: { readonly object: object };
}

function isEvent(value: object): value is EventLike {
  return isA(value, 'event');
}

/** An event keeps the form of the version it was written in: the account's, whoever reads it. */
function asWritten(context: Context, expandables: Expandables, event: EventLike): EventLike {
  const { api_version, data } = event;
  if (api_version === null || !isBefore(api_version, newest)) return event;
  return {
    ...event,
    data: { ...data, object: asOfVersion(context, expandables, data.object, api_version) },
  };
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

function expiredAutomatically(_: Context, intent: Wire): Wire {
  return intent.cancellation_reason === 'expired' ? { cancellation_reason: 'automatic' } : {};
}

function chargesOf(context: Context, intent: Wire): Wire {
  const data = context.records
    .where('charge', 'payment_intent', String(intent.id))
    .map(({ object }) => object);
  const url = `/v1/charges?payment_intent=${String(intent.id)}`;
  return { charges: { object: 'list', data, has_more: false, total_count: data.length, url } };
}
