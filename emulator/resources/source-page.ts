/** What the page of a Source shows and does (docs.stripe.com/sources#flow-for-customer-action). */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { fail } from './source-state';
import { agree } from './source-transactions';

/** A Source whose owner is at its page, and where the owner goes from there. */
export interface SourceAtPage {
  readonly source: Stripe.Source;
  readonly back: string | null;
}

/** What the address of a page names. */
export interface Address {
  readonly id: string;
  readonly secret: string;
}

/** The Source of a page; undefined for one that is not there, has no page, or another secret. */
export function sourceAtPage(context: Context, { id, secret }: Address): SourceAtPage | undefined {
  const source = context.records.get('source', id)?.object;
  if (!source || source.client_secret !== secret) return undefined;
  if (!source.redirect && source.type !== 'wechat') return undefined;
  return { source, back: source.redirect ? backTo(source, source.redirect.return_url) : null };
}

/** `return_url` with what Stripe adds: `source`, `livemode` and `client_secret`. */
function backTo({ client_secret, id }: Stripe.Source, return_url: string): string {
  const back = new URL(return_url);
  back.searchParams.set('source', id);
  back.searchParams.set('livemode', 'false');
  back.searchParams.set('client_secret', client_secret);
  return back.href;
}

/**
 * Takes the owner's answer. One that was answered before, or has expired meanwhile, stays as it is.
 */
export function answerAtPage(
  context: Context,
  address: Address,
  agrees: boolean,
): SourceAtPage | undefined {
  const place = sourceAtPage(context, address);
  if (place?.source.status !== 'pending') return place;
  return { ...place, source: agrees ? agree(context, place.source) : fail(context, place.source) };
}
