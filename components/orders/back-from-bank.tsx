'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { finishConfirmation, type ConfirmProblem } from '@/components/stripe/confirm-leg';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { LegId, OrderId } from '@/lib/model/ids';

interface BackFromBankProps {
  readonly orderId: OrderId;
  /** One of the order's own legs. */
  readonly legId: LegId;
}

/**
 * The buyer is back from a bank's page. What the address says about success is ignored: the server
 * reads the PaymentIntent at Stripe, and the address is cleaned, as it bears a client secret.
 */
export function BackFromBank({ orderId, legId }: BackFromBankProps) {
  const router = useRouter();
  const started = useRef(false);
  const [problem, setProblem] = useState<ConfirmProblem | null>(null);

  async function finish() {
    setProblem(null);
    const outcome = await finishConfirmation({ orderId, legId });
    if (typeof outcome === 'object') {
      setProblem(outcome);
      return;
    }
    document.getElementById(`leg-${legId}`)?.focus();
    router.replace(`/orders/${orderId}`);
  }

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // At once, before anybody can copy it.
    window.history.replaceState(window.history.state, '', `/orders/${orderId}?leg=${legId}`);
    void finish();
    // Once for each visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (!problem) {
    return (
      <Alert role="status" className="mb-6">
        Asking Stripe whether your bank confirmed the payment…
      </Alert>
    );
  }
  return (
    <div className="mb-6 space-y-3">
      <Alert role="alert" tone="danger" title={problem.message}>
        <p className="mt-0.5">{problem.advice}</p>
      </Alert>
      <Button tone="secondary" onClick={() => void finish()}>
        Ask again
      </Button>
    </div>
  );
}
