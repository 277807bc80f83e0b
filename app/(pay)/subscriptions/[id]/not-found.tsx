import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';

/** The same for a subscription that never was and for somebody else's. */
export default function SubscriptionNotFound() {
  return (
    <Container narrow>
      <EmptyState
        level={1}
        title="There is no such subscription"
        action={<ButtonLink href="/subscriptions">Your subscriptions</ButtonLink>}
      >
        Look at its address again, or sign in as the person who began it.
      </EmptyState>
    </Container>
  );
}
