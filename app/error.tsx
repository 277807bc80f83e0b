'use client';

import { Fault } from '@/components/shop/fault';

export default function RootFault(props: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return <Fault {...props} />;
}
