'use client';

import { Printer } from 'lucide-react';
import { useWords } from '@/components/language/words-provider';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';

/** The receipt on paper: the page prints without its buttons and without what is underneath. */
export function PrintButton() {
  const t = useWords('orders');
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
      {t('print')}
    </Button>
  );
}
