import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';

/** The same for an order that never was and for somebody else's. */
export default function OrderNotFound() {
  return (
    <Container narrow>
      <EmptyState
        level={1}
        title="There is no such order"
        action={<ButtonLink href="/orders">Your orders</ButtonLink>}
      >
        Look at its number again, or sign in as the person who made it.
      </EmptyState>
    </Container>
  );
}
