'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import type { ConfirmOutcome, ConfirmProblem } from './confirm-leg';
import { confirmPlan, confirmPlanByRedirect, finishPlan, type PlanToConfirm } from './confirm-plan';

interface ConfirmPlanFormProps {
  readonly of: PlanToConfirm;
  /** What follows once the buyer confirms, in a sentence or two. */
  readonly note: string;
  /** The id of a part of the page that stays, and is told of what came of it. */
  readonly focus: string;
}

type Way = 'window' | 'page';

/** Confirms with the buyer's bank what a subscription waits for: in its window, or on its own page. */
export function ConfirmPlanForm({ of, note, focus }: ConfirmPlanFormProps) {
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

  // The buyer may have answered in another window, or closed one on the way back.
  useEffect(() => {
    if (looked.current) return;
    looked.current = true;
    void finishPlan(of).then((outcome) => {
      if (outcome === 'settled' && !pressed.current) startRefresh(() => router.refresh());
    });
    // Once for each visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  async function confirm(way: Way, ask: (of: PlanToConfirm) => Promise<ConfirmOutcome>) {
    if (pressed.current) return;
    pressed.current = true;
    setAsking(way);
    setProblem(null);
    const outcome = await ask(of);
    // The bank's page is on its way: nothing more to press here.
    if (outcome === 'left') return;
    pressed.current = false;
    setAsking(null);
    if (typeof outcome === 'object') setProblem(outcome);
    // This form may go away with the next drawing.
    else document.getElementById(focus)?.focus({ preventScroll: true });
    startRefresh(() => router.refresh());
  }

  return (
    <div data-needs-script className="space-y-3 print:hidden">
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
          busyText="Asking your bank…"
          aria-disabled={doing !== null || undefined}
          aria-describedby={noteId}
          onClick={() => void confirm('window', confirmPlan)}
        >
          Confirm with your bank
        </BusyButton>
        <BusyButton
          tone="ghost"
          busy={doing === 'page'}
          busyText="Leaving for your bank…"
          aria-disabled={doing !== null || undefined}
          aria-describedby={noteId}
          onClick={() => void confirm('page', confirmPlanByRedirect)}
        >
          On the bank’s own page
        </BusyButton>
      </div>
    </div>
  );
}
