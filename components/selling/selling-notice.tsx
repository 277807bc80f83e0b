import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import type { OnboardingView } from '@/lib/model/onboarding-view';
import { stateText, toTellText } from './state-text';

/**
 * That a shop is shut, or soon will be, at the head of its desk; nothing while all is well. What is to be
 * done stands among what waits for the seller; without such a thing, this leads to what Stripe says.
 */
export function SellingNotice({ view }: { readonly view: OnboardingView }) {
  if (view.state === 'complete') return null;
  const { tone, title, text } = stateText(view);
  return (
    <Alert tone={tone} title={title} className="mb-6">
      {text ? <p>{text}</p> : null}
      {toTellText(view) ? null : (
        <Link
          href="/seller/onboarding"
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          Your Stripe account
        </Link>
      )}
    </Alert>
  );
}
