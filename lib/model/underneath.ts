/** What the inspector shows of one page: its calls to Stripe, and what Stripe told by itself. */
import type { EventIgnored, EventState, WebhookEndpoint } from './webhook';
import type { StripeCallView } from './views';

/** One event that Stripe delivered; once, however often it was sent. */
export interface DeliveryView {
  readonly id: string;
  readonly endpoint: WebhookEndpoint;
  readonly type: string;
  /** Null on the platform, else the connected account and its seller's name. */
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly objectId: string | null;
  /** ISO times with milliseconds. */
  readonly createdAt: string;
  readonly receivedAt: string;
  readonly handledAt: string | null;
  readonly state: EventState;
  readonly ignored: EventIgnored | null;
  readonly attempts: number;
}

export interface Underneath {
  readonly calls: readonly StripeCallView[];
  readonly deliveries: readonly DeliveryView[];
}

/** Whose calls are meant, told by the page they are made for. */
export type UnderneathScope =
  | { readonly of: 'order' | 'subscription' | 'run'; readonly id: string }
  | { readonly of: 'wallet' | 'plus' | 'latest' }
  /** On a seller's desk: of their own account alone. */
  | { readonly of: 'sale' | 'dispute'; readonly id: string }
  | { readonly of: 'account' }
  /** On the operator's: of anybody. */
  | { readonly of: 'any_order' | 'any_account'; readonly id: string }
  | { readonly of: 'everything' };

/** What lies under a page, by its path; any page that is about no one thing shows the latest. */
export function scopeOf(pathname: string): UnderneathScope {
  const [, noun, id, ...more] = pathname.split('/');
  if (noun === 'seller') return scopeOfDesk(sellersThings, id, more) ?? { of: 'account' };
  if (noun === 'operator') return scopeOfDesk(operatorsThings, id, more) ?? { of: 'everything' };
  if (noun === 'orders' && id && more[0] === 'receipts') return { of: 'order', id };
  if (noun === 'lab' && id === 'runs' && more[0] && more.length === 1) {
    return { of: 'run', id: more[0] };
  }
  if (id && more.length === 0 && noun === 'orders') return { of: 'order', id };
  if (id && more.length === 0 && noun === 'subscriptions') return { of: 'subscription', id };
  if (!id && noun === 'wallet') return { of: 'wallet' };
  if (!id && noun === 'plus') return { of: 'plus' };
  return { of: 'latest' };
}

const sellersThings = { sales: 'sale', disputes: 'dispute' } as const;
const operatorsThings = { orders: 'any_order', accounts: 'any_account' } as const;

/** What of a desk's things its address is about; null where it is about none of them. */
function scopeOfDesk<Of extends 'sale' | 'dispute' | 'any_order' | 'any_account'>(
  things: Readonly<Record<string, Of>>,
  noun: string | undefined,
  [id, ...more]: readonly string[],
): { readonly of: Of; readonly id: string } | null {
  const of = noun && Object.hasOwn(things, noun) ? things[noun] : undefined;
  return of && id && more.length === 0 ? { of, id } : null;
}

/** Whether it is the operator who looks, who may have an event handled again. */
export function isOperators({ of }: UnderneathScope): boolean {
  return of === 'any_order' || of === 'any_account' || of === 'everything';
}

/** Changes whenever a call or an event comes, or something becomes of an event. */
export function markOf({ calls, deliveries }: Underneath): string {
  const done = deliveries.filter(({ handledAt }) => handledAt !== null).length;
  const tries = deliveries.reduce((sum, { attempts }) => sum + attempts, 0);
  return [calls.length, calls.at(-1)?.id ?? 'none', deliveries.length, done, tries].join('.');
}
