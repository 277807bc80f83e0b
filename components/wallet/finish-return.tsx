'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { finishSave } from '@/components/stripe/confirm-card';
import { ProblemText } from '@/components/stripe/problem-text';
import type { SaveProblem } from '@/components/stripe/save-problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useWalletNews } from './wallet-news';

interface FinishReturnProps {
  /** From the address; names one of the buyer's own setups or nothing at all. */
  readonly setupId: string;
}

/**
 * The buyer is back from a bank's page. What the address says about success is ignored: the server
 * reads the SetupIntent at Stripe, and the address is cleaned so that a reload does not do it again.
 */
export function FinishReturn({ setupId }: FinishReturnProps) {
  const router = useRouter();
  const tell = useWalletNews();
  const started = useRef(false);
  const [problem, setProblem] = useState<SaveProblem | null>(null);

  async function finish() {
    setProblem(null);
    const outcome = await finishSave(setupId);
    if (outcome.ok) {
      tell('Card saved');
      router.replace('/wallet');
    } else setProblem(outcome.problem.code === 'not_found' ? nothing : outcome.problem);
  }

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void finish();
    // Once for each visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (!problem) {
    return (
      <Alert role="status" className="mb-6">
        Asking Stripe whether your bank confirmed the card…
      </Alert>
    );
  }
  return (
    <div className="mb-6 space-y-3">
      <ProblemText problem={problem} returnTo="/wallet" />
      {problem === nothing ? null : (
        <Button tone="secondary" onClick={() => void finish()}>
          Ask again
        </Button>
      )}
    </div>
  );
}

/** The address names a set-up that is nobody's, or somebody else's. */
const nothing: SaveProblem = {
  message: 'There is no card here to finish saving.',
  advice: 'If it is not in your wallet, add it again.',
  code: 'not_found',
  next: 'retry',
};
