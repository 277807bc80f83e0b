'use client';

import { PageFault } from '@/components/orders/page-fault';

export default function Fault(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <PageFault error={props.error} retry={props.retry}>
      Your cards and orders are safe; only showing them failed.
    </PageFault>
  );
}
