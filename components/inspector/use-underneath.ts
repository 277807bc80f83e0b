'use client';

import { useEffect, useState } from 'react';
import { callApi } from '@/lib/browser/api';
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

/** Every second while something happens, slower when nothing does. */
const pauseAfter = (quiet: number): number => (quiet < 20 ? 1_000 : 5_000);

/** What lies under a page, asked again and again while `open` and while the page is looked at. */
export function useUnderneath(page: string, open: boolean): UnderneathNow {
  const [now, setNow] = useState<UnderneathNow & { readonly page?: string }>({ state: 'loading' });

  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    let quiet = 0;
    let mark = '';

    async function ask() {
      const query = new URLSearchParams({ page, known: mark });
      const answer = await callApi<Partial<Told>>('GET', `/api/underneath?${query}`);
      if (over) return;
      const told = answer.ok ? answer.value : null;
      quiet += 1;
      if (!answer.ok) {
        setNow({ state: 'failed', code: answer.code, message: answer.message, page });
      } else if (told?.mark) {
        quiet = 0;
        mark = told.mark;
        const skewMs = Date.parse(told.now ?? '') - Date.now();
        setNow({ state: 'told', told: told as Told, skewMs, page });
      }
      plan();
    }
    function plan() {
      clearTimeout(timer);
      if (!over && document.visibilityState === 'visible') {
        timer = setTimeout(() => void ask(), pauseAfter(quiet));
      }
    }

    void ask();
    document.addEventListener('visibilitychange', plan);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', plan);
    };
  }, [page, open]);

  return now.page === page ? now : { state: 'loading' };
}
