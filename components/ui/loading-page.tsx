import type { ReactNode } from 'react';
import { Container } from './container';

/**
 * Skeletons of a page, said once to who cannot see them and hidden where no script will end them. The
 * heading is the page's only one until the page is there.
 */
export function LoadingPage({
  what = '',
  children,
  narrow,
}: {
  /** What is coming, e.g. `the wallet`. */
  readonly what?: string;
  readonly children: ReactNode;
  readonly narrow?: boolean;
}) {
  return (
    <div data-skeleton>
      <div role="status" className="sr-only">
        <h1>{`Loading ${what}`.trim()}…</h1>
      </div>
      <Container narrow={narrow}>{children}</Container>
    </div>
  );
}
