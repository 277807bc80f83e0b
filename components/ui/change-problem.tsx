import type { ReactNode, Ref } from 'react';
import { Alert } from './alert';

interface ChangeProblemProps {
  /** What was not done. */
  readonly title?: ReactNode;
  /** Why; nothing is shown without. */
  readonly problem: string | null;
  /** `message` of `useChange`: gets the focus when it comes. */
  readonly ref: Ref<HTMLDivElement>;
  readonly className?: string;
}

/** Why a change was not made, beside what was pressed or at the top of its dialog. */
export function ChangeProblem({ title, problem, ref, className }: ChangeProblemProps) {
  return problem ? (
    <Alert ref={ref} role="alert" tabIndex={-1} tone="danger" title={title} className={className}>
      {problem}
    </Alert>
  ) : null;
}
