import { useEffect, useState } from 'react';
import { callApi } from '@/lib/browser/api';
import { askAgain } from '@/lib/browser/ask-again';
import type { Underneath } from '@/lib/model/underneath';

interface Told extends Underneath {
  readonly apiBase: string;
  readonly now: string;
  /** Stands for all of it: the same again means that nothing is new. */
  readonly mark: string;
}

export type UnderneathNow =
  | { readonly state: 'loading' }
  | { readonly state: 'told'; readonly told: Told; readonly skewMs: number }
  | { readonly state: 'failed'; readonly code: string; readonly message: string };

/** What lies under a page, asked again and again while `open` and while the page is looked at. */
export function useUnderneath(page: string, open: boolean): UnderneathNow {
  const [now, setNow] = useState<UnderneathNow & { readonly page?: string }>({ state: 'loading' });

  useEffect(() => {
    if (!open) return;
    let quiet = 0;
    let mark = '';

    return askAgain(async (signal) => {
      const query = new URLSearchParams({ page, known: mark });
      const answer = await callApi<Partial<Told>>('GET', `/api/underneath?${query}`);
      if (signal.aborted) return 0;
      const told = answer.ok ? answer.value : null;
      quiet += 1;
      if (!answer.ok) {
        // Asked for whole next time: what was told is gone from the page.
        mark = '';
        setNow({ state: 'failed', code: answer.code, message: answer.message, page });
      } else if (told?.mark) {
        quiet = 0;
        mark = told.mark;
        const skewMs = Date.parse(told.now ?? '') - Date.now();
        setNow({ state: 'told', told: told as Told, skewMs, page });
      }
      // Every second while something happens, slower when nothing does.
      return quiet < 20 ? 1_000 : 5_000;
    }, 0);
  }, [page, open]);

  return now.page === page ? now : { state: 'loading' };
}
