'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, useTransition } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import type { Words } from '@/lib/language/words';
import type { ConfirmOutcome, ConfirmProblem } from './confirm-leg';

/** The two ways to the bank, and the look at what came of an earlier one. */
export interface BankSteps<Payment> {
  readonly inWindow: (payment: Payment, t: Words<'stripe'>) => Promise<ConfirmOutcome>;
  readonly onPage: (payment: Payment, t: Words<'stripe'>) => Promise<ConfirmOutcome>;
  readonly finish: (payment: Payment, t: Words<'stripe'>) => Promise<ConfirmOutcome>;
}

interface BankConfirmationProps<Payment> {
  readonly payment: Payment;
  readonly steps: BankSteps<Payment>;
  /** What follows once the buyer confirms, in a sentence or two. */
  readonly note: string;
  /** The id of a part of the page that stays, and is told of what came of it. */
  readonly focus: string;
  /**
   * True when this page finds the bank waiting: the buyer may have answered in another window, or
   * closed one on the way back.
   */
  readonly lookFirst: boolean;
}

type Way = 'window' | 'page';

/** Confirms a payment with the buyer's bank: in its window, or on its own page. */
export function BankConfirmation<Payment>(props: BankConfirmationProps<Payment>) {
  const { payment, steps, note, focus, lookFirst } = props;
  const t = useWords('stripe');
  const router = useRouter();
  const noteId = useId();
  const [asking, setAsking] = useState<Way | null>(null);
  const [problem, setProblem] = useState<ConfirmProblem | null>(null);
  // The page drawn anew may replace this form: it stays busy until then.
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const looked = useRef(false);
  const doing = asking ?? (refreshing ? 'window' : null);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  useEffect(() => {
    if (!lookFirst || looked.current) return;
    looked.current = true;
    void steps.finish(payment, t).then((outcome) => {
      if (outcome === 'settled' && !pressed.current) startRefresh(() => router.refresh());
    });
    // Once for each visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  async function confirm(way: Way) {
    if (pressed.current) return;
    pressed.current = true;
    setAsking(way);
    setProblem(null);
    const outcome = await (way === 'window'
      ? steps.inWindow(payment, t)
      : steps.onPage(payment, t));
    // The bank's page is on its way: nothing more to press here.
    if (outcome === 'left') return;
    pressed.current = false;
    setAsking(null);
    if (outcome === 'settled') {
      // This form may go away with the next drawing.
      document.getElementById(focus)?.focus({ preventScroll: true });
    } else setProblem(outcome);
    startRefresh(() => router.refresh());
  }

  return (
    <>
      <p id={noteId} className="text-sm text-ink-soft">
        {note}
      </p>
      {problem ? (
        <Alert ref={message} role="alert" tabIndex={-1} tone="danger" title={problem.message}>
          <p className="mt-0.5">{problem.advice}</p>
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <BusyButton
          tone="money"
          busy={doing === 'window'}
          busyText={t('askingBank')}
          aria-disabled={doing !== null || undefined}
          aria-describedby={noteId}
          onClick={() => void confirm('window')}
        >
          {t('confirm')}
        </BusyButton>
        <BusyButton
          tone="ghost"
          busy={doing === 'page'}
          busyText={t('leaving')}
          aria-disabled={doing !== null || undefined}
          aria-describedby={noteId}
          onClick={() => void confirm('page')}
        >
          {t('onPage')}
        </BusyButton>
      </div>
    </>
  );
}
