'use client';

import { PageFault } from '@/components/orders/page-fault';

export default function Fault(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <PageFault error={props.error} retry={props.retry}>
      Nothing is charged by looking at a page. What was paid stays paid, and stands in your orders.
    </PageFault>
  );
}
