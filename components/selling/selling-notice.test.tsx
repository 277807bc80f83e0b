import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { WaitingForYou } from '@/components/seller/waiting-for-you';
import { canGoOn, sellingStates, type SellingState } from '@/lib/model/onboarding';
import type { OnboardingView } from '@/lib/model/onboarding-view';
import { SellingNotice } from './selling-notice';

vi.mock('@/components/language/words-provider', () => ({ useLanguage: () => 'en' }));

const view = (state: SellingState, more: Partial<OnboardingView> = {}) =>
  ({
    ...{ state, canGoOn: canGoOn(state), needs: [], deadline: null },
    ...{ chargesEnabled: false, payoutsEnabled: false },
    ...more,
  }) as unknown as OnboardingView;

const nothing = { refundsAsked: 0, disputesToAnswer: 0 };
const html = (standing: OnboardingView, figures = nothing) =>
  renderToStaticMarkup(
    <>
      <SellingNotice view={standing} />
      <WaitingForYou figures={figures} standing={standing} />
    </>,
  );

it('says nothing while all is well', () => {
  expect(html(view('complete'))).toBe('');
});

it.each(sellingStates.filter((state) => state !== 'complete'))(
  'says that a shop is %s, and leads to what Stripe says of it, once',
  (state) => {
    const told = html(view(state));
    expect(told.match(/href="\/seller\/onboarding"/g)).toHaveLength(1);
    expect(told.includes('Waiting for you')).toBe(canGoOn(state));
  },
);

it('says what is shut, how much is asked for, and by when', () => {
  const needs = ['Your address', 'Your date of birth'];
  const shut = html(view('restricted', { needs }));
  expect(shut).toContain('Buyers cannot pay you at the moment');
  expect(shut).toContain('Stripe needs 2 things');
  const open = { chargesEnabled: true, payoutsEnabled: true };
  const soon = html(
    view('restricted_soon', { ...open, needs: ['Your address'], deadline: '2026-12-03T09:00:00Z' }),
  );
  expect(soon).toContain('All works, and Stripe needs something more');
  expect(soon).toMatch(/Stripe needs: Your address by <time[^>]*>3 Dec 2026/);
});

it('keeps what else waits', () => {
  const told = html(view('complete'), { refundsAsked: 2, disputesToAnswer: 1 });
  expect(told).toContain('2 refunds asked for');
  expect(told).toContain('1 dispute to answer');
});
