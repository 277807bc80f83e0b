'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useNewsFocus } from './use-news-focus';
import { finishConfirmation, type ConfirmProblem, type LegToConfirm } from './confirm-leg';
import { finishPlan, type PlanToConfirm } from './confirm-plan';

interface BackFromBankProps {
  /** What the bank was asked about: one of the order's own legs, or a subscription. */
  readonly of:
    Pick<LegToConfirm, 'orderId' | 'legId'> | Pick<PlanToConfirm, 'subscriptionId' | 'page'>;
  /** The page's own address, and what of it says that the buyer is back. */
  readonly page: string;
  readonly mark: string;
  /** The id of what tells of it, which gets the focus. */
  readonly focus: string;
}

/**
 * The buyer is back from a bank's page. What the address says about success is ignored: the server
 * reads at Stripe what was paid, and the address is cleaned, as it bears a client secret.
 */
export function BackFromBank({ of, page, mark, focus }: BackFromBankProps) {
  const t = useWords('stripe');
  const router = useRouter();
  const started = useRef(false);
  const [problem, setProblem] = useState<ConfirmProblem | null>(null);
  const { news, message } = useNewsFocus(problem);

  async function finish() {
    setProblem(null);
    const outcome = await ('legId' in of ? finishConfirmation(of, t) : finishPlan(of, t));
    if (typeof outcome === 'object') {
      setProblem(outcome);
      return;
    }
    document.getElementById(focus)?.focus();
    router.replace(page);
  }

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // At once, before anybody can copy it.
    window.history.replaceState(window.history.state, '', `${page}?${mark}`);
    void finish();
    // Once for each visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (!problem) {
    return (
      <Alert ref={news} role="status" tabIndex={-1} className="mb-6">
        {t('askingStripe')}
      </Alert>
    );
  }
  return (
    <div className="mb-6 space-y-3">
      <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title={problem.message}>
        <p className="mt-0.5">{problem.advice}</p>
      </Alert>
      <Button tone="secondary" onClick={() => void finish()}>
        {t('askAgain')}
      </Button>
    </div>
  );
}
