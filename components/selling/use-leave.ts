import { useEffect, useRef, useState, type RefObject } from 'react';
import { callApi } from '@/lib/browser/api';

interface Leave {
  readonly busy: boolean;
  readonly problem: string | null;
  /** For the element that shows the problem; it gets the focus. */
  readonly problemRef: RefObject<HTMLDivElement | null>;
  readonly leave: (path: string, body?: unknown) => Promise<void>;
}

/** Asks our server where to go on, which is Stripe's form, and goes there. */
export function useLeave(): Leave {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const problemRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) problemRef.current?.focus();
  }, [problem]);

  useEffect(() => {
    // Who comes back by the browser's own button finds the page as it was left, and may press again.
    const back = ({ persisted }: PageTransitionEvent) => persisted && setBusy(false);
    window.addEventListener('pageshow', back);
    return () => window.removeEventListener('pageshow', back);
  }, []);

  async function leave(path: string, body: unknown = {}) {
    setBusy(true);
    setProblem(null);
    const answer = await callApi<{ next: string }>('POST', path, body);
    if (answer.ok) {
      // Stays busy: the next page is on its way.
      window.location.assign(answer.value.next);
    } else {
      setBusy(false);
      setProblem(answer.message);
    }
  }

  return { busy, problem, problemRef, leave };
}
