'use client';

import { PageFault } from '@/components/ui/page-fault';

export default function Fault(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <PageFault {...props} way={{ href: '/orders', text: 'Your orders' }}>
      Your cards and orders are safe; only showing them failed.
    </PageFault>
  );
}
