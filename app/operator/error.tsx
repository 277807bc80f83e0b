'use client';

import { PageFault } from '@/components/ui/page-fault';

export default function Fault(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <PageFault {...props} way={{ href: '/', text: 'To the shop' }}>
      Nothing was decided or changed by this; only showing it failed.
    </PageFault>
  );
}
