import { describe, expect, it } from 'vitest';
import type { StripeCallView } from '@/lib/model/views';
import { foldReads } from './fold-reads';

/** `GET pi_1 @acct_1 404`: method, path, account and status. */
function calls(...lines: string[]): StripeCallView[] {
  return lines.map((line, index) => {
    const [method = 'GET', path = '', at = '@', status = '200'] = line.split(' ');
    return {
      id: String(index),
      at: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      accountId: at.slice(1) || null,
      accountName: null,
      method: method as StripeCallView['method'],
      path,
      idempotencyKey: null,
      status: Number(status),
      requestId: null,
      request: '',
      response: '',
      docsUrl: '',
    };
  });
}

const numbers = (...lines: string[]) =>
  foldReads(calls(...lines)).map((group) => group.map(({ number }) => number));

describe('the list of calls', () => {
  it('has one row for a read that was repeated, where it was made first', () => {
    expect(numbers('GET pi_1 @a', 'GET pi_2 @b', 'GET pi_1 @a', 'GET pi_1 @a')).toEqual([
      [1, 3, 4],
      [2],
    ]);
  });

  it('keeps writes apart, the same one too', () => {
    expect(numbers('POST pi @a', 'POST pi @a', 'DELETE pi @a')).toEqual([[1], [2], [3]]);
  });

  it('begins a new row once something was written on that account', () => {
    expect(
      numbers('GET pi_1 @a', 'GET pi_1 @b', 'POST pi_1 @a', 'GET pi_1 @a', 'GET pi_1 @b'),
    ).toEqual([[1], [2, 5], [3], [4]]);
  });

  it('keeps other accounts, paths and answers apart', () => {
    expect(numbers('GET pi_1 @a', 'GET pi_1 @', 'GET pi_1?x=1 @a', 'GET pi_1 @a 500')).toEqual([
      [1],
      [2],
      [3],
      [4],
    ]);
  });
});
