'use client';

import { useWords } from '@/components/language/words-provider';
import { PageFault } from '@/components/ui/page-fault';

export default function Fault(props: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useWords('frame');
  return (
    <PageFault {...props} way={{ href: '/orders', text: t('yourOrders') }}>
      {t('faultPaying')}
    </PageFault>
  );
}
