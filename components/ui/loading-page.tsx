'use client';

import type { ReactNode } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Container } from './container';

/**
 * Skeletons of a page, said once to who cannot see them and hidden where no script will end them. The
 * heading is the page's only one until the page is there.
 */
export function LoadingPage({
  what,
  children,
  narrow,
}: {
  /** What is coming, e.g. `the wallet`, in the page's language. */
  readonly what?: string;
  readonly children: ReactNode;
  readonly narrow?: boolean;
}) {
  const t = useWords('frame');
  return (
    <div data-skeleton>
      <div role="status" className="sr-only">
        <h1>{what ? t('loadingWhat', { what }) : t('loading')}</h1>
      </div>
      <Container narrow={narrow}>{children}</Container>
    </div>
  );
}
