import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StripeLimits } from '../config/stripe-limits';
import { Limiter, TooManyCalls, type LimitedCall } from './limiter';

const limits = (
  platform: StripeLimits['platform'],
  account: StripeLimits['account'] = platform,
): StripeLimits => ({ windowMs: 1_000, platform, account });

/** A limiter with the moments at which calls began, in milliseconds since it was made. */
function watched(given: StripeLimits) {
  const limiter = new Limiter(given);
  const made = Date.now();
  const begun: number[] = [];
  const answers: (() => void)[] = [];
  const send = (call: Partial<LimitedCall> = {}) =>
    limiter.run(
      { kind: 'write', accountId: null, beginBefore: made + 60_000, ...call },
      () =>
        new Promise<void>((resolve) => {
          begun.push(Date.now() - made);
          answers.push(resolve);
        }),
    );
  return {
    limiter,
    begun,
    answers,
    send,
    answerAll: () => answers.splice(0).forEach((it) => it()),
  };
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the limiter', () => {
  it('lets a burst of a whole window pass at once, and the rest when the window is over', async () => {
    const { begun, send } = watched(limits({ calls: 3, atOnce: 100 }));
    const calls = many(7, () => send());
    expect(begun).toEqual([0, 0, 0]);
    await vi.advanceTimersByTimeAsync(999);
    expect(begun).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([0, 0, 0, 1_000, 1_000, 1_000]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toHaveLength(calls.length);
  });

  it('allows no more in any window, wherever it begins', async () => {
    const { begun, send } = watched(limits({ calls: 3, atOnce: 100 }));
    void send();
    await vi.advanceTimersByTimeAsync(900);
    many(5, () => void send());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toEqual([0, 900, 900, 1_000, 1_900, 1_900]);
  });

  it('counts reads and writes apart', () => {
    const { begun, send } = watched(limits({ calls: 2, atOnce: 100 }));
    many(3, () => void send({ kind: 'read' }));
    many(3, () => void send({ kind: 'write' }));
    expect(begun).toHaveLength(4);
  });

  it('has no more under way at once than it may', async () => {
    const { begun, send, answers } = watched(limits({ calls: 100, atOnce: 2 }));
    many(4, () => void send());
    expect(begun).toHaveLength(2);
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toHaveLength(3);
  });

  it('keeps one busy account from taking all there is', () => {
    const { begun, send } = watched(limits({ calls: 10, atOnce: 10 }, { calls: 4, atOnce: 10 }));
    many(9, () => void send({ accountId: 'acct_busy' }));
    expect(begun).toHaveLength(4);
    many(3, (index) => void send({ accountId: `acct_${index}` }));
    expect(begun).toHaveLength(7);
  });

  it('counts all accounts together against the key', () => {
    const { begun, send } = watched(limits({ calls: 5, atOnce: 10 }));
    many(8, (index) => void send({ accountId: `acct_${index}` }));
    expect(begun).toHaveLength(5);
  });

  it('does not send what its caller no longer waits for', async () => {
    const { begun, send, answers } = watched(limits({ calls: 100, atOnce: 1 }));
    void send({ accountId: 'acct_1' });
    const late = send({ accountId: 'acct_1', beginBefore: Date.now() + 500 });
    const refused = expect(late).rejects.toBeInstanceOf(TooManyCalls);
    await vi.advanceTimersByTimeAsync(500);
    await refused;
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toHaveLength(1);
    await expect(send({ beginBefore: Date.now() })).rejects.toBeInstanceOf(TooManyCalls);
    expect(begun).toHaveLength(1);
  });

  it('leaves alone what has begun, however long it takes', async () => {
    const { send, answers } = watched(limits({ calls: 100, atOnce: 1 }));
    const slow = send({ accountId: 'acct_1', beginBefore: Date.now() + 500 });
    await vi.advanceTimersByTimeAsync(20_000);
    answers[0]?.();
    await expect(slow).resolves.toBeUndefined();
  });

  it('goes on after a call that failed', async () => {
    const { limiter, begun, send } = watched(limits({ calls: 100, atOnce: 1 }));
    const call = { kind: 'write', accountId: null, beginBefore: Date.now() + 1_000 } as const;
    const failed = limiter.run(call, () => Promise.reject(new Error('reset')));
    void send();
    await expect(failed).rejects.toThrow('reset');
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toHaveLength(1);
  });

  it('holds a kind back for as long as the longest that was asked, and that kind alone', async () => {
    const { limiter, begun, send } = watched(limits({ calls: 100, atOnce: 100 }));
    limiter.hold('write', 2_000);
    limiter.hold('write', 500);
    void send();
    void send({ kind: 'read' });
    expect(begun).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(begun).toHaveLength(1);
    limiter.hold('write', 1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(begun).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([0, 2_999]);
  });

  it('forgets an account that nobody calls, when what it was sent weighs no more', async () => {
    const { limiter, begun, send, answerAll } = watched(limits({ calls: 1, atOnce: 9 }));
    void send({ accountId: 'acct_1' });
    answerAll();
    await vi.advanceTimersByTimeAsync(999);
    expect(limiter.accounts).toBe(1);
    // Still in mind, so the window of the first call counts for the second.
    void send({ accountId: 'acct_1' });
    expect(begun).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(begun).toHaveLength(2);
    expect(limiter.accounts).toBe(1);
    answerAll();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(limiter.accounts).toBe(0);
  });

  it('sends each call in the context of whoever made it, also when it had to wait', async () => {
    const contexts = new AsyncLocalStorage<number>();
    const limiter = new Limiter(limits({ calls: 2, atOnce: 1 }));
    const seen: unknown[] = [];
    const call = { kind: 'write', beginBefore: Date.now() + 60_000 } as const;
    many(6, (index) =>
      contexts.run(index, () =>
        limiter.run({ ...call, accountId: index % 2 ? 'acct_1' : null }, async () => {
          await Promise.resolve();
          seen.push(contexts.getStore());
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
