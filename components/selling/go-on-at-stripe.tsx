'use client';

import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
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
      {problem ? (
        <Alert ref={problemRef} role="alert" tabIndex={-1} tone="danger">
          {problem}
        </Alert>
      ) : null}
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
