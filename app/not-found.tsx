import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Container narrow>
      <EmptyState
        level={1}
        title="There is no such thing here"
        picture="/nothing-found.svg"
        action={<ButtonLink href="/search">Look around</ButtonLink>}
      >
        It was sold, moved, or is somebody else’s. The address may also have lost a letter.
      </EmptyState>
    </Container>
  );
}
