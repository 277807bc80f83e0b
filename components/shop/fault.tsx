'use client';

import { useEffect, useRef } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';

interface FaultProps {
  readonly error: Error & { digest?: string };
  readonly retry: () => void;
}

/** A page that could not be shown: what it means, and two ways on. */
export function Fault({ error, retry }: FaultProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Container narrow>
      <div
        role="alert"
        className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center"
      >
        <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
          This page could not be shown
        </h1>
        <p className="text-ink-soft">
          Something went wrong on our side. Your cart is kept, and nothing was charged by this.
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button onClick={retry}>Try again</Button>
          <ButtonLink tone="secondary" href="/">
            To the shops
          </ButtonLink>
        </div>
        {error.digest ? (
          <p className="text-xs text-ink-soft">
            Code: <code className="font-mono">{error.digest}</code>
          </p>
        ) : null}
      </div>
    </Container>
  );
}
