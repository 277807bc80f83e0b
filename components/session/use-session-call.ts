import { useEffect, useRef, useState, type RefObject } from 'react';
import { callApi } from '@/lib/browser/api';

interface SessionCall {
  readonly busy: boolean;
  readonly problem: string | null;
  /** For the element that shows the problem; it gets the focus. */
  readonly problemRef: RefObject<HTMLDivElement | null>;
  readonly call: (path: string, body: unknown) => Promise<void>;
}

/**
 * Asks for a session and goes on to `next` by loading it anew: header, cart and pages are then all
 * of the person who has just come. On a refusal nothing moves but the focus.
 */
export function useSessionCall(next: string): SessionCall {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const problemRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) problemRef.current?.focus();
  }, [problem]);

  async function call(path: string, body: unknown) {
    setBusy(true);
    setProblem(null);
    const answer = await callApi('POST', path, body);
    if (answer.ok) {
      // Stays busy: the next page is on its way.
      window.location.assign(next);
    } else {
      setBusy(false);
      setProblem(answer.message);
    }
  }

  return { busy, problem, problemRef, call };
}
