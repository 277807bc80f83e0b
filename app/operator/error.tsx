'use client';

import { PageFault } from '@/components/ui/page-fault';

export default function Fault(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <PageFault {...props} way={{ href: '/', text: 'To the shop' }}>
      No refund was granted or declined by this; only showing them failed.
    </PageFault>
  );
}
