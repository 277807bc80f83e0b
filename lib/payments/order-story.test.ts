import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishWords } from '../language/texts';
import { legStates, orderStatus, policies, type LegState, type Policy } from '../model/status';
import { orderStory, type StoryLeg } from './order-story';

const leg = (seller: string, state: LegState, more: Partial<StoryLeg> = {}): StoryLeg => ({
  seller,
  state,
  stalled: false,
  givenBack: null,
  ...more,
});

function tell(
  legs: readonly StoryLeg[],
  policy: Policy = 'each_on_its_own',
  decision: 'capture' | 'release' | null = null,
) {
  const status = orderStatus(
    legs.map(({ state }) => state),
    policy,
  );
  const { title, lines } = orderStory(
    {
      status,
      terms: { policy, decision },
      reason: null,
      legs,
    },
    englishWords('states'),
  );
  return [title, ...lines].join(' ');
}

const someLegs = fc.array(
  fc.record({
    seller: fc.constantFrom('Ann', 'Bob', 'Cy'),
    state: fc.constantFrom(...legStates),
    stalled: fc.boolean(),
    givenBack: fc.constantFrom('moving' as const, 'done' as const, 'failed' as const, null),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('the story of an order', () => {
  it('says what is paid, what is not and what is not known when Stripe cannot be reached', () => {
    const told = tell([
      leg('Ann', 'paid'),
      leg('Bob', 'charging', { stalled: true }),
      leg('Cy', 'declined'),
    ]);
    expect(told).toBe(
      'We could not reach our payment service for Bob. Paid: Ann. Not paid: Cy. ' +
        'Nothing is lost, and nobody is charged twice: we go on by ourselves until we know. ' +
        'You may close this page. Please do not pay again.',
    );
  });

  it('says of half a cart what stays paid and what comes next', () => {
    const told = tell([leg('Ann', 'paid'), leg('Bob', 'declined')]);
    expect(told).toContain('1 of 2 sellers are paid. You can try the others again.');
    expect(told).toContain('Paid, and staying so: Ann.');
    expect(told).toContain('Not paid: Bob. Nothing was charged there');
  });

  it('says what is held while a bank waits, and until when', () => {
    const told = tell([leg('Ann', 'authorized'), leg('Bob', 'action_needed')], 'all_or_nothing');
    expect(told).toContain('Nothing is charged yet. Held, not charged: Ann.');
    expect(told).toContain('within an hour');
  });

  it('promises a refund only as far as it has come', () => {
    const legs = (givenBack: StoryLeg['givenBack']) => [
      leg('Ann', 'paid', { givenBack }),
      leg('Bob', 'failed'),
    ];
    const told = (givenBack: StoryLeg['givenBack']) =>
      tell(legs(givenBack), 'all_or_nothing', 'capture');
    expect(told('done')).toContain('Paid and given back in full: Ann.');
    expect(told('moving')).toContain('on its way back to you: Ann.');
    expect(told('failed')).toContain('not given back yet: Ann.');
    expect(told(null)).toContain('not given back yet: Ann.');
    for (const one of ['moving', 'failed', null] as const) {
      expect(told(one)).not.toContain('everything was given back');
    }
  });

  it('never says that nothing was charged where something was or may have been', () => {
    fc.assert(
      fc.property(
        someLegs,
        fc.constantFrom(...policies),
        fc.constantFrom('capture' as const, 'release' as const, null),
        (legs, policy, decision) => {
          const told = tell(legs, policy, decision);
          expect(told).not.toBe('');
          const charged = legs.some(({ state }) => state === 'paid' || state === 'processing');
          if (charged) expect(told).not.toMatch(/Nothing (was|is) charged(\.| yet)/);
        },
      ),
    );
  });
});
