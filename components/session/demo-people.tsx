'use client';

import { useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { useSessionCall } from './use-session-call';

interface DemoPeopleProps {
  readonly people: readonly { persona: string; name: string; about: string }[];
  readonly next: string;
}

/** The people of the demo, one click each. Only where no real money can move. */
export function DemoPeople({ people, next }: DemoPeopleProps) {
  const t = useWords('session');
  const { busy, problem, problemRef, call } = useSessionCall(next);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <section aria-labelledby="demo" className="space-y-4 rounded-2xl bg-sunken p-5 sm:p-6">
      <div>
        <h2 id="demo" className="font-semibold">
          {t('justTrying')}
        </h2>
        <p className="mt-1 text-sm text-ink-soft">{t('borrow')}</p>
      </div>
      <ChangeProblem ref={problemRef} problem={problem} />
      <ul className="space-y-4">
        {people.map(({ persona, name, about }) => (
          <li key={persona}>
            <BusyButton
              tone="secondary"
              busy={busy && chosen === persona}
              busyText={t('signingIn')}
              disabled={busy && chosen !== persona}
              aria-describedby={`about-${persona}`}
              className="w-full"
              onClick={() => {
                setChosen(persona);
                void call('/api/session/demo', { persona });
              }}
            >
              {t('continueAs', { name })}
            </BusyButton>
            <p id={`about-${persona}`} className="mt-1 text-center text-xs text-ink-soft">
              {about}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
