import type { Metadata } from 'next';
import { OnboardingState } from '@/components/selling/onboarding-state';
import { OnboardingUnderneath } from '@/components/selling/onboarding-underneath';
import { Alert } from '@/components/ui/alert';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { readOnboarding } from '@/lib/onboarding/read-onboarding';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Your Stripe account' };

export default async function OnboardingPage({ searchParams }: PageProps<'/seller/onboarding'>) {
  const { seller } = await requireSeller('/seller/onboarding');
  const [view, { link }] = await Promise.all([readOnboarding(seller.id), searchParams]);

  return (
    <Container narrow>
      <PageHeader title="Your Stripe account">
        Who you are and where your money goes is between you and Stripe. Souk only knows whether you
        can be paid.
      </PageHeader>
      <div className="space-y-6">
        {view.isFresh ? null : (
          <Alert tone="caution" title="Stripe does not answer">
            This is how things stood when it was asked last. Load the page again in a moment.
          </Alert>
        )}
        {link ? (
          <Alert tone="caution" title="The way to Stripe did not open">
            Please try again below.
          </Alert>
        ) : null}
        <OnboardingState view={view} />
        <OnboardingUnderneath view={view} />
      </div>
    </Container>
  );
}
