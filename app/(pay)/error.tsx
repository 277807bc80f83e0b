'use client';

import { PageFault } from '@/components/ui/page-fault';

export default function Fault(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <PageFault {...props} way={{ href: '/orders', text: 'Your orders' }}>
      Nothing is charged by looking at a page. What was paid stays paid, and stands in your orders.
    </PageFault>
  );
}
