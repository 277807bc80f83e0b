'use client';

import { Fault } from '@/components/shop/fault';

export default function ShopFault(props: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return <Fault {...props} />;
}
