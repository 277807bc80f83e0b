import type { Ref } from 'react';
import { Alert } from '@/components/ui/alert';

interface ChangeProblemProps {
  /** What was not done. */
  readonly title: string;
  /** Why; nothing is shown without. */
  readonly problem: string | null;
  /** Gets the focus when it comes (`use-wallet-change.ts`). */
  readonly ref: Ref<HTMLDivElement>;
}

/** Why a change of the wallet was not made, at the top of its dialog. */
export function ChangeProblem({ title, problem, ref }: ChangeProblemProps) {
  return problem ? (
    <Alert ref={ref} role="alert" tabIndex={-1} tone="danger" title={title} className="mb-3">
      {problem}
    </Alert>
  ) : null;
}
