'use client';

import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ProblemText } from './problem-text';
import type { SaveProblem } from './save-problem';
import { useNewsFocus } from './use-news-focus';

interface BankReturnProps {
  /** What is being asked, in a sentence. */
  readonly asking: string;
  /** This page's address without what the bank's page has added to it. */
  readonly address: string;
  /** Where signing in leads back to. */
  readonly returnTo: string;
  /** Has the server read at Stripe how it ended; null when all is well and the page goes on. */
  readonly finish: () => Promise<SaveProblem | null>;
}

/**
 * The buyer is back from a bank's page. What the address says about success is ignored, and the address
 * is cleaned, as it bears a client secret.
 */
export function BankReturn({ asking, address, returnTo, finish }: BankReturnProps) {
  const t = useWords('stripe');
  const started = useRef(false);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const { news, message } = useNewsFocus(problem);

  async function ask() {
    setProblem(null);
    setProblem(await finish());
  }

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // At once, before anybody can copy it.
    window.history.replaceState(window.history.state, '', address);
    void ask();
    // Once for each visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (!problem) {
    return (
      <Alert ref={news} role="status" tabIndex={-1} className="mb-6">
        {asking}
      </Alert>
    );
  }
  return (
    <div className="mb-6 space-y-3">
      <ProblemText ref={message} problem={problem} returnTo={returnTo} />
      {problem.code === 'not_found' ? null : (
        <Button tone="secondary" onClick={() => void ask()}>
          {t('askAgain')}
        </Button>
      )}
    </div>
  );
}
