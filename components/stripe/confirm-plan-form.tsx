'use client';

import { BankConfirmation } from './bank-confirmation';
import { confirmPlan, confirmPlanByRedirect, finishPlan, type PlanToConfirm } from './confirm-plan';

interface ConfirmPlanFormProps {
  readonly of: PlanToConfirm;
  /** What follows once the buyer confirms, in a sentence or two. */
  readonly note: string;
  /** The id of a part of the page that stays, and is told of what came of it. */
  readonly focus: string;
}

const steps = { inWindow: confirmPlan, onPage: confirmPlanByRedirect, finish: finishPlan };

/** Confirms with the buyer's bank what a subscription waits for. */
export function ConfirmPlanForm({ of, note, focus }: ConfirmPlanFormProps) {
  return (
    <div data-needs-script className="space-y-3 print:hidden">
      <BankConfirmation payment={of} steps={steps} note={note} focus={focus} lookFirst />
    </div>
  );
}
