'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import {
  confirmByRedirect,
  confirmInPage,
  finishConfirmation,
  type ConfirmOutcome,
  type ConfirmProblem,
  type LegToConfirm,
} from '@/components/stripe/confirm-leg';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';

interface ConfirmLegProps {
  readonly leg: LegToConfirm;
  readonly seller: string;
  readonly amount: string;
  /** The card whose bank asks. */
  readonly card: string;
  /** True where all sellers are charged together, or none. */
  readonly together: boolean;
  /**
   * True when this page finds the bank waiting: the buyer may have answered in another window, or
   * closed one on the way back.
   */
  readonly lookFirst: boolean;
}

type Way = 'window' | 'page';

/** Confirms one seller's payment with the buyer's bank; the other sellers are not touched. */
export function ConfirmLeg(props: ConfirmLegProps) {
  const { leg, seller, amount, card, together, lookFirst } = props;
  const router = useRouter();
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
    void finishConfirmation(leg).then((outcome) => {
      if (outcome === 'settled' && !pressed.current) startRefresh(() => router.refresh());
    });
    // Once for each visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  async function confirm(way: Way, ask: (leg: LegToConfirm) => Promise<ConfirmOutcome>) {
    if (pressed.current) return;
    pressed.current = true;
    setAsking(way);
    setProblem(null);
    const outcome = await ask(leg);
    // The bank's page is on its way: nothing more to press here.
    if (outcome === 'left') return;
    pressed.current = false;
    setAsking(null);
    if (outcome === 'settled') {
      // This form may go away with the next drawing; its seller's section is there to stay.
      document.getElementById(`leg-${leg.legId}`)?.focus({ preventScroll: true });
    } else setProblem(outcome);
    startRefresh(() => router.refresh());
  }

  const note = `confirm-${leg.legId}`;
  return (
    <div data-needs-script className="space-y-3 rounded-xl border border-line p-4 print:hidden">
      <h3 className="font-semibold">Confirm with your bank</h3>
      <p id={note} className="text-sm text-ink-soft">
        The bank of {card} asks for you. Once you confirm, {amount} is{' '}
        {together
          ? `held for ${seller}, and all sellers are charged together.`
          : `charged for ${seller} alone.`}
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
          aria-describedby={note}
          onClick={() => void confirm('window', confirmInPage)}
        >
          Confirm with your bank
        </BusyButton>
        <BusyButton
          tone="ghost"
          busy={doing === 'page'}
          busyText="Leaving for your bank…"
          aria-disabled={doing !== null || undefined}
          aria-describedby={note}
          onClick={() => void confirm('page', confirmByRedirect)}
        >
          On the bank’s own page
        </BusyButton>
      </div>
    </div>
  );
}
