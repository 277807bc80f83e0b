import { Alert } from '@/components/ui/alert';
import type { LegState } from '@/lib/model/status';
import type { Problem } from '@/lib/model/views';

interface LegProblemProps {
  readonly problem: Problem;
  readonly state: LegState;
  /** The card that was tried. */
  readonly card: string | undefined;
}

/** Why a seller was not paid and what to do; Stripe's codes are one click away. */
export function LegProblem({ problem, state, card }: LegProblemProps) {
  const codes = [
    ['Code', problem.code],
    ['Decline code', problem.declineCode],
    ['Request id', problem.requestId],
  ].filter((pair): pair is [string, string] => pair[1] !== null);
  return (
    <Alert tone={state === 'action_needed' ? 'caution' : 'danger'} title={problem.message}>
      <p className="mt-0.5">
        {problem.advice}
        {card ? ` Tried: ${card}.` : ''}
      </p>
      {codes.length > 0 ? (
        <details className="print:hidden">
          <summary className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">
            For engineers
          </summary>
          <dl className="flex flex-wrap gap-x-4 gap-y-1 pb-1 text-xs">
            {codes.map(([name, code]) => (
              <div key={name} className="flex gap-1.5">
                <dt>{name}</dt>
                <dd>
                  <code className="font-mono break-all">{code}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </Alert>
  );
}
