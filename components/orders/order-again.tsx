'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';
import type { OrderId } from '@/lib/model/ids';

interface Told {
  readonly tone: 'caution' | 'danger';
  readonly title: string;
  readonly about: string;
}

/** Puts the goods of an order that was not paid into the cart again, and goes there. */
export function OrderAgain({ orderId }: { readonly orderId: OrderId }) {
  const t = useWords('orders');
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const [leaving, startLeaving] = useTransition();
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (told) message.current?.focus();
  }, [told]);

  async function again() {
    if (asking) return;
    setAsking(true);
    setTold(null);
    const answer = await callApi<{ short: string[] }>('POST', `/api/orders/${orderId}/cart`, {});
    setAsking(false);
    if (!answer.ok) {
      setTold({ tone: 'danger', title: t('cartUnchanged'), about: answer.message });
    } else if (answer.value.short.length > 0) {
      setTold({
        tone: 'caution',
        title: t('whatIsLeft'),
        about: t('notEnough', { names: answer.value.short.join('; ') }),
      });
      startLeaving(() => router.refresh());
    } else startLeaving(() => router.push('/cart'));
  }

  return (
    <div data-needs-script className="space-y-3 print:hidden">
      <BusyButton
        tone="secondary"
        busy={asking || leaving}
        busyText={t('filling')}
        onClick={() => void again()}
      >
        {t('again')}
      </BusyButton>
      {told ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone={told.tone} title={told.title}>
          <p className="mt-0.5">{told.about}</p>
          <Link
            href="/cart"
            className="mt-1 inline-flex min-h-11 items-center font-medium underline underline-offset-4"
          >
            {t('toCart')}
          </Link>
        </Alert>
      ) : null}
    </div>
  );
}
