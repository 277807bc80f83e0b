'use client';

import { Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';

/** The receipt on paper: the page prints without its buttons and without what is underneath. */
export function PrintButton() {
  const hydrated = useHydrated();
  return (
    <Button
      tone="secondary"
      aria-disabled={!hydrated || undefined}
      data-needs-script
      className="print:hidden"
      onClick={() => window.print()}
    >
      <Printer aria-hidden className="size-4" />
      Print receipt
    </Button>
  );
}
