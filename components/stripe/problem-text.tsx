import Link from 'next/link';
import type { Ref } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { ProblemCodes } from '@/components/ui/problem-codes';
import type { SaveProblem } from './save-problem';

interface ProblemTextProps {
  readonly problem: SaveProblem;
  /** Where to come back to after signing in. */
  readonly returnTo: string;
  readonly ref?: Ref<HTMLDivElement>;
}

/** What went wrong while saving a card, by the form, in words; the code is one click away. */
export function ProblemText({ problem, returnTo, ref }: ProblemTextProps) {
  const t = useWords('stripe');
  return (
    <Alert ref={ref} role="alert" tabIndex={-1} tone="danger" title={problem.message}>
      {problem.advice ? <p className="mt-0.5">{problem.advice}</p> : null}
      {problem.next === 'sign-in' ? (
        <Link
          href={`/sign-in?next=${encodeURIComponent(returnTo)}`}
          className="mt-1 inline-flex min-h-11 items-center font-medium underline underline-offset-4"
        >
          {t('signIn')}
        </Link>
      ) : null}
      <ProblemCodes
        codes={[
          ['Code', problem.code],
          ['Decline code', problem.declineCode],
          ['Request id', problem.requestId],
          ['SetupIntent', problem.setupIntentId],
        ]}
      />
    </Alert>
  );
}
