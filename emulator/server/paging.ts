import type Stripe from 'stripe';
import { invalidRequest } from './contract';

type Created = Stripe.RangeQueryParam | number | undefined;
type Paging = Stripe.PaginationParams & { created?: Created };

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** Nouns of `No such …` that aren't the singular of the path. */
const NOUNS: Readonly<Record<string, string>> = {
  payment_method: 'PaymentMethod',
  setup_intent: 'setupintent',
};

/**
 * One page of `rows` (newest first) in Stripe's envelope. `limit` is clamped to 1…100, not refused;
 * `created` filters. Throws a 400 for an unknown cursor and for both cursors at once
 * (docs.stripe.com/api/pagination).
 */
export function page<T extends { id: string }>(
  rows: readonly T[],
  parameters: Paging,
  url: string,
): Stripe.ApiList<T> {
  const { starting_after: after, ending_before: before, created } = parameters;
  const from = after === undefined ? 0 : position(rows, after, 'starting_after', url) + 1;
  const to = before === undefined ? rows.length : position(rows, before, 'ending_before', url);
  // After the cursors themselves, as Stripe does.
  if (after !== undefined && before !== undefined) {
    throw invalidRequest(
      'Received both starting_after and ending_before parameters. Please pass in only one.',
    );
  }
  const limit = Math.min(Math.max(parameters.limit ?? DEFAULT_LIMIT, 1), MAX_LIMIT);
  let candidates = rows.slice(from, to);
  if (created !== undefined) candidates = candidates.filter((row) => inRange(row, created));
  const data = before === undefined ? candidates.slice(0, limit) : candidates.slice(-limit);
  return { object: 'list', data, has_more: candidates.length > data.length, url };
}

function position(rows: readonly { id: string }[], id: string, param: string, url: string): number {
  const found = rows.findIndex((row) => row.id === id);
  if (found >= 0) return found;
  const singular = (url.split('/').at(-1) ?? '').replace(/s$/, '');
  throw invalidRequest(`No such ${NOUNS[singular] ?? singular}: '${id}'`, {
    code: 'resource_missing',
    param,
  });
}

/** Whether a row's `created` is the moment, or within the range. */
export function inRange(row: object, created: Exclude<Created, undefined>): boolean {
  const at = 'created' in row && typeof row.created === 'number' ? row.created : 0;
  if (typeof created === 'number') return at === created;
  return (
    (created.gt === undefined || at > created.gt) &&
    (created.gte === undefined || at >= created.gte) &&
    (created.lt === undefined || at < created.lt) &&
    (created.lte === undefined || at <= created.lte)
  );
}
