import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canAuthenticate,
  canRetry,
  isInFlight,
  legStates,
  orderStatus,
  orderStatuses,
  policies,
  type LegState,
} from './status';

const ended = ['paid', 'declined', 'failed', 'canceled'] as const;
const someStates = fc.array(fc.constantFrom(...legStates), { minLength: 1, maxLength: 12 });
const somePolicy = fc.constantFrom(...policies);

/** Every multiset of one to four states. */
function multisets(): LegState[][] {
  const grow = (shorter: LegState[][]): LegState[][] =>
    shorter.flatMap((states) =>
      legStates
        .filter(
          (state) => legStates.indexOf(state) >= legStates.indexOf(states.at(-1) ?? 'created'),
        )
        .map((state) => [...states, state]),
    );
  const ones = grow([[]]);
  const twos = grow(ones);
  const threes = grow(twos);
  return [...ones, ...twos, ...threes, ...grow(threes)];
}

describe('the status of an order', () => {
  it('is told for every mixture of legs, under both policies', () => {
    const all = multisets();
    expect(all).toHaveLength(12 + 78 + 364 + 1365);
    const told = new Set(
      all.flatMap((states) => policies.map((policy) => orderStatus(states, policy))),
    );
    expect([...told].sort()).toEqual([...orderStatuses].sort());
  });

  it('does not depend on the order of the legs', () => {
    fc.assert(
      fc.property(someStates, somePolicy, fc.infiniteStream(fc.nat()), (states, policy, picks) => {
        const shuffled = states
          .map((state) => ({ state, at: picks.next().value as number }))
          .sort((one, other) => one.at - other.at)
          .map(({ state }) => state);
        expect(orderStatus(shuffled, policy)).toBe(orderStatus(states, policy));
      }),
    );
  });

  it('calls an order ended only when every leg has ended, and paid only when every leg is', () => {
    fc.assert(
      fc.property(someStates, somePolicy, (states, policy) => {
        const status = orderStatus(states, policy);
        const over = states.every((state) => ended.some((end) => end === state));
        expect(['partly_paid', 'paid', 'failed', 'sent_back'].includes(status)).toBe(over);
        expect(status === 'paid').toBe(states.every((state) => state === 'paid'));
        expect(status === 'failed').toBe(over && !states.includes('paid'));
        if (states.some(isInFlight)) expect(status).toBe('open');
        else if (states.includes('action_needed')) expect(status).toBe('action_needed');
      }),
    );
  });

  it('never leaves all or nothing partly paid', () => {
    fc.assert(
      fc.property(someStates, (states) => {
        expect(orderStatus(states, 'all_or_nothing')).not.toBe('partly_paid');
        expect(orderStatus(states, 'each_on_its_own')).not.toBe('sent_back');
      }),
    );
  });
});

describe('what a buyer may do with a leg of all or nothing', () => {
  const together = { policy: 'all_or_nothing', decision: null } as const;

  it('is to answer the bank or take another card, until it is decided', () => {
    for (const state of legStates) {
      const open = state === 'action_needed';
      expect(canRetry(state, together), state).toBe(open);
      expect(canAuthenticate(state, 'authentication_required', together), state).toBe(open);
      for (const decision of ['capture', 'release'] as const) {
        expect(canRetry(state, { ...together, decision }), state).toBe(false);
        expect(canAuthenticate(state, 'authentication_required', { ...together, decision })).toBe(
          false,
        );
      }
    }
  });
});
