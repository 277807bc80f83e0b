import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { flushSync } from 'react-dom';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import { useWalletNews } from './wallet-news';

interface Change {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** What is told when it is done. */
  readonly news: string;
  /** It is about a card that may have gone in another window: then that is as good as done. */
  readonly mayBeGone?: true;
}

/**
 * One change of the wallet at a time: calls, tells, and draws the wallet anew. `done` is called before
 * the news takes the focus, which a closing dialog gives back first. `problem` is told in an element with
 * the ref `message`, which gets the focus.
 */
export function useWalletChange(done: () => void) {
  const router = useRouter();
  const tell = useWalletNews();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Pending until the server has drawn the wallet, so that a button does not come back too soon.
  const [refreshing, startRefresh] = useTransition();
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function change({
    method,
    path,
    body,
    news,
    mayBeGone,
  }: Change): Promise<ApiAnswer<unknown>> {
    setBusy(true);
    setProblem(null);
    const answer = await callApi(method, path, body);
    // The wallet drawn anew will not have it either.
    const gone = mayBeGone && !answer.ok && answer.code === 'not_found';
    // What subscriptions need has changed meanwhile: the wallet drawn anew asks about them.
    if (!answer.ok && answer.code === 'in_use') startRefresh(() => router.refresh());
    if (!answer.ok && !gone) {
      setBusy(false);
      setProblem(answer.message);
      return answer;
    }
    flushSync(() => {
      setBusy(false);
      done();
    });
    tell(news);
    startRefresh(() => router.refresh());
    return answer;
  }

  return { change, busy, refreshing, problem, message, forget: () => setProblem(null) };
}
