'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { ProblemText } from '@/components/stripe/problem-text';
import type { SaveProblem } from '@/components/stripe/save-problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useWalletNews } from '@/components/wallet/wallet-news';
import { finishPlus } from './pay-plus';

interface PlusReturnProps {
  /** From the address; names one of the buyer's own payments or nothing at all. */
  readonly membershipId: string;
}

/**
 * The buyer is back from a bank's page. What the address says about success is ignored: the server
 * reads the PaymentIntent at Stripe, and the address is cleaned, as it bears a client secret.
 */
export function PlusReturn({ membershipId }: PlusReturnProps) {
  const router = useRouter();
  const tell = useWalletNews();
  const started = useRef(false);
  const [problem, setProblem] = useState<SaveProblem | null>(null);

  async function finish() {
    setProblem(null);
    const stood = await finishPlus(membershipId);
    if (stood) {
      setProblem(stood);
      return;
    }
    tell('Welcome to Souk Plus. Your year is paid.');
    router.replace('/plus');
  }

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // At once, before anybody can copy it.
    window.history.replaceState(
      window.history.state,
      '',
      `/plus?membership=${encodeURIComponent(membershipId)}`,
    );
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
      <ProblemText problem={problem} returnTo="/plus" />
      {problem.code === 'not_found' ? null : (
        <Button tone="secondary" onClick={() => void finish()}>
          Ask again
        </Button>
      )}
    </div>
  );
}
