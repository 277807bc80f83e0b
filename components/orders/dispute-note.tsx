import { Alert } from '@/components/ui/alert';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { Time } from '@/components/ui/time';
import { words } from '@/lib/language/request';
import type { DisputeView } from '@/lib/model/after-sale';

/** A payment that the buyer's bank disputes, as its buyer reads it. */
export async function DisputeNote({ dispute }: { readonly dispute: DisputeView }) {
  const t = await words('orders');
  return (
    <Alert
      tone={dispute.open ? 'caution' : 'neutral'}
      title={t('disputeTitle', { status: dispute.statusText, amount: dispute.amount.text })}
    >
      <p className="mt-0.5">{dispute.reasonText}</p>
      <p className="mt-1">{dispute.next}</p>
      {dispute.open && dispute.dueBy ? (
        <p className="mt-1">
          {t.rich('mayAnswer', { time: () => <Time iso={dispute.dueBy ?? ''} /> })}
        </p>
      ) : null}
      <ProblemCodes codes={[['Dispute', dispute.accountDisputeId]]} />
    </Alert>
  );
}
