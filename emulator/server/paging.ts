import type Stripe from 'stripe';
import { invalidRequest } from './contract';
import { within, type Range } from './ranges';

type Paging = Stripe.PaginationParams & { created?: Range };

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** Nouns of `No such …` that aren't the singular of the path. */
const NOUNS: Readonly<Record<string, string>> = {
  application_fee: 'application fee',
  balance_transaction: 'balance transaction',
  external_account: 'external account',
  payment_method: 'PaymentMethod',
  setup_intent: 'setupintent',
  webhook_endpoint: 'webhook endpoint',
};

/** What a list is cut from, newest first, looked at no further than the page needs. */
export interface Rows<T> {
  readonly length: number;
  id(index: number): string;
  /** Undefined for what isn't in the list. */
  row(index: number): T | undefined;
}

/**
 * One page of `rows` (newest first) in Stripe's envelope. `limit` is clamped to 1…100, not refused;
 * `created` filters. Throws a 400 for an unknown cursor and for both cursors at once
 * (docs.stripe.com/api/pagination).
 */
export function page<T extends { id: string }>(
  rows: Rows<T>,
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
  const data: T[] = [];
  // Away from the cursor, until it is known whether there is more.
  for (let step = 0; step < to - from && data.length <= limit; step += 1) {
    const row = rows.row(before === undefined ? from + step : to - 1 - step);
    if (row && (created === undefined || inRange(row, created))) data.push(row);
  }
  const has_more = data.length > limit;
  if (has_more) data.pop();
  if (before !== undefined) data.reverse();
  return { object: 'list', data, has_more, url };
}

/** Rows that are all there already. */
export function rowsOf<T extends { id: string }>(rows: readonly T[]): Rows<T> {
  return {
    length: rows.length,
    id: (index) => rows[index]?.id ?? '',
    row: (index) => rows[index],
  };
}

function position(rows: Rows<object>, id: string, param: string, url: string): number {
  for (let index = 0; index < rows.length; index += 1) {
    if (rows.id(index) === id && rows.row(index)) return index;
  }
  const singular = (url.split('/').at(-1) ?? '').replace(/ies$/, 'y').replace(/s$/, '');
  throw invalidRequest(`No such ${NOUNS[singular] ?? singular}: '${id}'`, {
    code: 'resource_missing',
    param,
  });
}

/** Whether a row's `created` is the moment, or within the range. */
function inRange(row: object, created: Range): boolean {
  return within('created' in row && typeof row.created === 'number' ? row.created : 0, created);
}
