'use client';

import { useEffect, useRef } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Button, ButtonLink } from './button';
import { Container } from './container';
import { useHydrated } from './use-hydrated';

interface PageFaultProps {
  readonly error: Error & { digest?: string };
  readonly retry: () => void;
  /** Where else to go. */
  readonly way: { readonly href: string; readonly text: string };
  /** What can be trusted although this page failed. */
  readonly children: string;
}

/**
 * True where nothing went wrong on our side: a script of the page was lost on its way, or is not
 * there any more since Souk was renewed. To draw the page again would ask for the same in vain.
 */
const isPartLost = ({ name }: Error): boolean => name === 'ChunkLoadError';

/** A page that could not be shown: what that means, and two ways on. */
export function PageFault({ error, retry, way, children }: PageFaultProps) {
  const t = useWords('frame');
  const hydrated = useHydrated();
  const partLost = isPartLost(error);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  function tryAgain() {
    if (partLost) return window.location.reload();
    // This button goes away with what comes.
    document.getElementById('main')?.focus({ preventScroll: true });
    retry();
  }

  return (
    <Container narrow>
      <div
        role="alert"
        className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center"
      >
        <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
          {t('fault')}
        </h1>
        <p className="text-ink-soft">{partLost ? t('partLost') : children}</p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button aria-disabled={!hydrated || undefined} onClick={tryAgain}>
            {t(partLost ? 'loadAgain' : 'tryAgain')}
          </Button>
          <ButtonLink tone="secondary" href={way.href}>
            {way.text}
          </ButtonLink>
        </div>
        {error.digest ? (
          <p className="text-xs text-ink-soft">
            {t('code')} <code className="font-mono">{error.digest}</code>
          </p>
        ) : null}
      </div>
    </Container>
  );
}
