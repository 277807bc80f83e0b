import { Alert } from '@/components/ui/alert';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { words } from '@/lib/language/request';
import type { LegState } from '@/lib/model/status';
import type { Problem } from '@/lib/model/views';

interface LegProblemProps {
  readonly problem: Problem;
  readonly state: LegState;
  /** The card that was tried. */
  readonly card: string | undefined;
  /** The failed charge on the seller's account, where there is one. */
  readonly chargeId: string | null | undefined;
}

/** Why a seller was not paid and what to do; Stripe's codes are one click away. */
export async function LegProblem({ problem, state, card, chargeId }: LegProblemProps) {
  const t = await words('orders');
  return (
    <Alert tone={state === 'action_needed' ? 'caution' : 'danger'} title={problem.message}>
      <p className="mt-0.5">
        {card ? t('tried', { advice: problem.advice, card }) : problem.advice}
      </p>
      <ProblemCodes
        codes={[
          ['Code', problem.code],
          ['Decline code', problem.declineCode],
          ['Request id', problem.requestId],
          ['Charge', chargeId],
        ]}
      />
    </Alert>
  );
}
