'use client';

import { Fault } from '@/components/shop/fault';

export default function SessionFault(props: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return <Fault {...props} />;
}
