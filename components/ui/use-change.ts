import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { flushSync } from 'react-dom';
import type { ApiAnswer } from '@/lib/browser/api';

interface Ending<Value> {
  /** Called with the answer, before anything takes the focus: closes the dialog that asked. */
  readonly close?: (answer: ApiAnswer<Value>) => void;
  /** What gets the focus once it is done, or its id: it has to stay when the form goes. */
  readonly focus?: string | (() => void);
  /** After a refusal too, as the page may show what is no more so. */
  readonly redrawRefused?: boolean;
}

/** Codes of `callApi` for no answer at all: to draw the page anew would leave it. */
const unanswered = ['offline', 'unreadable'];

/**
 * One change at a time from one form: asks, tells, and draws the page anew. Pressed twice it is sent
 * once, and it is `busy` until the page drawn anew shows what came of it. A refusal is the `problem`,
 * to be told in an element with the ref `message`, which gets the focus.
 */
export function useChange() {
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);
  // A ref, as a second press can come before React has drawn the first.
  const pressed = useRef(false);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  /** What `ask` was answered; null when another change is under way, and nothing was asked. */
  async function send<Value>(
    ask: () => Promise<ApiAnswer<Value>>,
    { close, focus, redrawRefused = false }: Ending<Value> = {},
  ): Promise<ApiAnswer<Value> | null> {
    if (pressed.current) return null;
    pressed.current = true;
    setSending(true);
    setProblem(null);
    const answer = await ask();
    pressed.current = false;
    // At once, as a closing dialog gives the focus back before the news takes it.
    flushSync(() => {
      setSending(false);
      close?.(answer);
    });
    if (!answer.ok) setProblem(answer.message);
    else if (typeof focus === 'string') {
      document.getElementById(focus)?.focus({ preventScroll: true });
    } else focus?.();
    if (answer.ok || (redrawRefused && !unanswered.includes(answer.code))) {
      startRefresh(() => router.refresh());
    }
    return answer;
  }

  return {
    send,
    sending,
    refreshing,
    busy: sending || refreshing,
    problem,
    message,
    forget: () => setProblem(null),
  } as const;
}
