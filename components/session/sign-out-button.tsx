'use client';

import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { buttonClass } from '@/components/ui/button';
import { callApi } from '@/lib/browser/api';

/** Ends the session, then loads the home page anew so that nothing of it stays in the browser. */
export function SignOutButton() {
  const t = useWords('frame');
  const [problem, setProblem] = useState<string | null>(null);

  async function signOut() {
    setProblem(null);
    const answer = await callApi('DELETE', '/api/session');
    if (!answer.ok) {
      setProblem(answer.message);
      return;
    }
    // A whole new document: the router's memory still holds pages of who has just left.
    // eslint-disable-next-line @next/next/no-location-assign-relative-destination
    window.location.assign('/');
  }

  return (
    <>
      <button
        type="button"
        onClick={signOut}
        className={`${buttonClass('ghost')} w-full justify-start! px-3!`}
      >
        <LogOut aria-hidden className="size-4" />
        {t('signOut')}
      </button>
      <p role="alert" className="px-3 text-sm text-danger-ink empty:hidden">
        {problem}
      </p>
    </>
  );
}
