import { useChange } from '@/components/ui/use-change';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import type { SubscriptionId } from '@/lib/model/ids';
import { statusId } from './status-id';

interface Options {
  /** May deal with a refusal; what it answers with is told, and null counts as done. */
  readonly instead?: (code: string) => Promise<string | null> | undefined;
  /** Closes the dialog that asked, before the news takes the focus. */
  readonly close?: () => void;
}

/** One change of a subscription at a time; the page drawn anew tells what came of it. */
export function useSubscriptionChange(id: SubscriptionId) {
  const { send, sending, busy, problem, message } = useChange();

  const ask = (what: string, body: unknown, { instead, close }: Options = {}) =>
    send(
      async (): Promise<ApiAnswer<unknown>> => {
        const answer = await callApi('POST', `/api/subscriptions/${id}/${what}`, body);
        const other = answer.ok ? undefined : instead?.(answer.code);
        if (answer.ok || !other) return answer;
        const refused = await other;
        return refused ? { ...answer, message: refused } : { ok: true, value: null };
      },
      {
        close,
        focus: () => document.getElementById(statusId)?.focus(),
        redrawRefused: true,
      },
    );

  return { send: ask, sending, busy, problem, message } as const;
}
