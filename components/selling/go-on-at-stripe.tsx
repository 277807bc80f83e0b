'use client';

import { BusyButton } from '@/components/ui/busy-button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { useLeave } from './use-leave';

/** To Stripe's form, by a link that is made when it is pressed: one works once, for minutes. */
export function GoOnAtStripe({
  text,
  secondary,
}: {
  readonly text: string;
  readonly secondary?: boolean;
}) {
  const { busy, problem, problemRef, leave } = useLeave();
  return (
    <div data-needs-script className="space-y-4">
      <ChangeProblem ref={problemRef} problem={problem} />
      <BusyButton
        size={secondary ? 'md' : 'lg'}
        tone={secondary ? 'secondary' : 'primary'}
        busy={busy}
        busyText="Opening…"
        onClick={() => void leave('/api/seller/account-links')}
      >
        {text}
      </BusyButton>
    </div>
  );
}
