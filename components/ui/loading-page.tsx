import type { ReactNode } from 'react';
import { Container } from './container';

/** Skeletons of a page, said once to who cannot see them and hidden where no script will end them. */
export function LoadingPage({
  children,
  narrow,
}: {
  readonly children: ReactNode;
  readonly narrow?: boolean;
}) {
  return (
    <div data-skeleton>
      <p role="status" className="sr-only">
        Loading…
      </p>
      <Container narrow={narrow}>{children}</Container>
    </div>
  );
}
