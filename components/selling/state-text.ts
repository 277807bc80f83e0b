import type { Tone } from '@/components/ui/badge';
import type { OnboardingView } from '@/lib/model/onboarding-view';
import type { SellingState } from '@/lib/model/onboarding';

interface StateText {
  readonly badge: string;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

/** How each state is told; what is needed and by when stands below it. */
const states: Readonly<Record<SellingState, StateText>> = {
  not_begun: {
    badge: 'Not begun',
    tone: 'neutral',
    title: 'Your shop is open, and has no account yet',
    text: 'Stripe makes one as soon as you go on. Until then nobody can pay you.',
  },
  under_way: {
    badge: 'Under way',
    tone: 'caution',
    title: 'Stripe does not know you yet',
    text: 'Your goods can be seen, and bought as soon as Stripe knows who you are and where your money shall go.',
  },
  in_review: {
    badge: 'In review',
    tone: 'caution',
    title: 'Stripe is looking at what you told it',
    text: 'You need do nothing. It mostly takes minutes, sometimes a few days; then buyers can pay you.',
  },
  restricted_soon: {
    badge: 'Something is due',
    tone: 'caution',
    title: 'All works, and Stripe needs something more',
    text: 'Tell it in time, and nobody will notice.',
  },
  restricted: {
    badge: 'Restricted',
    tone: 'danger',
    title: 'Stripe has switched something off',
    text: '',
  },
  complete: {
    badge: 'Ready',
    tone: 'money',
    title: 'You can sell and be paid out',
    text: 'Stripe needs nothing from you now.',
  },
  rejected: {
    badge: 'Rejected',
    tone: 'danger',
    title: 'This account was turned away',
    text: 'Your goods stay to be seen but cannot be bought. Going on at Stripe would change nothing; please write to Souk.',
  },
  left: {
    badge: 'Left',
    tone: 'danger',
    title: 'Your account has left Souk',
    text: 'It has taken Souk’s access away, so that nothing can be sold, refunded or renewed here any more. What was sold before is in your own Stripe account.',
  },
};

/** The state in words. What is switched off is named, since one may be without the other. */
export function stateText({ state, chargesEnabled, payoutsEnabled }: OnboardingView): StateText {
  const told = states[state];
  if (state !== 'restricted') return told;
  if (chargesEnabled) {
    return {
      ...told,
      title: 'Stripe does not pay you out at the moment',
      text: 'Your goods can be bought as before; the money waits in your Stripe account.',
    };
  }
  return {
    ...told,
    title: 'Buyers cannot pay you at the moment',
    text: `Your goods stay to be seen but cannot be bought.${payoutsEnabled ? '' : ' Payouts wait, too.'}`,
  };
}

/** What there is to be told to Stripe, on the way there; null when there is nothing. */
export function toTellText({ state, canGoOn, needs }: OnboardingView): string | null {
  if (!canGoOn || state === 'complete') return null;
  if (needs.length === 0) return 'Go on at Stripe';
  return needs.length === 1 ? `Stripe needs: ${needs[0]}` : `Stripe needs ${needs.length} things`;
}
