'use client';

import { useWords } from '@/components/language/words-provider';
import { PageFault } from '@/components/ui/page-fault';

interface FaultProps {
  readonly error: Error & { digest?: string };
  readonly retry: () => void;
}

/** A page of the shop that could not be shown. */
export function Fault(props: FaultProps) {
  const t = useWords('frame');
  return (
    <PageFault {...props} way={{ href: '/', text: t('toShops') }}>
      {t('shopFault')}
    </PageFault>
  );
}
