'use client';

import { PageFault } from '@/components/ui/page-fault';

interface FaultProps {
  readonly error: Error & { digest?: string };
  readonly retry: () => void;
}

/** A page of the shop that could not be shown. */
export function Fault(props: FaultProps) {
  return (
    <PageFault {...props} way={{ href: '/', text: 'To the shops' }}>
      Something went wrong on our side. Your cart is kept, and nothing was charged by this.
    </PageFault>
  );
}
