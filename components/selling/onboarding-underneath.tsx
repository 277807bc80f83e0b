import { Details } from '@/components/ui/details';
import type { OnboardingView } from '@/lib/model/onboarding-view';

/** The same in Stripe's own names, for engineers. */
export function OnboardingUnderneath({ view }: { readonly view: OnboardingView }) {
  const { accountId, disabledReason, due, capabilities } = view.underneath;
  if (!accountId) return null;
  const facts: readonly (readonly [string, string])[] = [
    ['account', accountId],
    ['charges_enabled', String(view.chargesEnabled)],
    ['payouts_enabled', String(view.payoutsEnabled)],
    ['requirements.currently_due', due.join(', ') || '–'],
    ['requirements.disabled_reason', disabledReason ?? '–'],
    ...capabilities.map(([name, status]) => [`capabilities.${name}`, status] as const),
  ];
  return (
    <Details tone="under" summary="What Stripe says">
      <dl className="grid gap-x-6 gap-y-1 text-xs text-under-ink sm:grid-cols-[auto_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="font-mono">{name}</dt>
            <dd className="mb-1 font-mono break-words sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}
