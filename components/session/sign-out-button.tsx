'use client';

import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { callApi } from '@/lib/browser/api';

/** Ends the session, then loads the home page anew so that nothing of it stays in the browser. */
export function SignOutButton() {
  const [problem, setProblem] = useState<string | null>(null);

  async function signOut() {
    setProblem(null);
    const answer = await callApi('DELETE', '/api/session');
    if (answer.ok) window.location.assign('/');
    else setProblem(answer.message);
  }

  return (
    <>
      <button
        type="button"
        onClick={signOut}
        className={`${buttonClass('ghost')} w-full justify-start! px-3!`}
      >
        <LogOut aria-hidden className="size-4" />
        Sign out
      </button>
      <p role="alert" className="px-3 text-sm text-danger-ink empty:hidden">
        {problem}
      </p>
    </>
  );
}
