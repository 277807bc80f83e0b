import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { flushSync } from 'react-dom';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import type { SubscriptionId } from '@/lib/model/ids';
import { statusId } from './status-id';

/**
 * One change at a time from one form: pressed twice it is sent once, and it stays busy until the page
 * drawn anew shows what came of it. `problem` is told in an element with the ref `message`, which gets
 * the focus.
 */
export function useChange(id: SubscriptionId) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  /** `instead` may deal with a refusal; what it answers with is told, and null counts as done. */
  async function send(
    what: string,
    body: unknown,
    {
      instead,
      close,
    }: {
      readonly instead?: (code: string) => Promise<string | null> | undefined;
      /** Closes the dialog that asked, before the news takes the focus. */
      readonly close?: () => void;
    } = {},
  ): Promise<void> {
    if (pressed.current) return;
    pressed.current = true;
    setAsking(true);
    setProblem(null);
    const answer = await callApi('POST', `/api/subscriptions/${id}/${what}`, body);
    const refused = await whyNot(answer, instead);
    pressed.current = false;
    // At once, as a closing dialog gives the focus back before the news takes it.
    flushSync(() => {
      setAsking(false);
      close?.();
    });
    if (refused) setProblem(refused);
    else document.getElementById(statusId)?.focus();
    startRefresh(() => router.refresh());
  }

  return { send, busy: asking || refreshing, asking, problem, message } as const;
}

async function whyNot(
  answer: ApiAnswer<unknown>,
  instead?: (code: string) => Promise<string | null> | undefined,
): Promise<string | null> {
  if (answer.ok) return null;
  const other = instead?.(answer.code);
  return other ? await other : answer.message;
}
