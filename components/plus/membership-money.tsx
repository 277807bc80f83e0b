import { OrderTime } from '@/components/orders/order-time';
import { ProblemCodes } from '@/components/orders/problem-codes';
import { Alert } from '@/components/ui/alert';
import type { MembershipView } from '@/lib/model/membership';

/** What went back of a year's payment, and what a bank asks about it; nothing where nothing did. */
export function MembershipMoney({ membership }: { readonly membership: MembershipView }) {
  const { refunded, disputes, endedAt } = membership;
  return (
    <>
      {disputes.map((dispute) => (
        <Alert
          key={dispute.id}
          tone={dispute.open ? 'caution' : 'neutral'}
          title={`${dispute.statusText}: ${dispute.amount.text}`}
        >
          <p className="mt-0.5">{dispute.reasonText}</p>
          <p className="mt-1">{dispute.next}</p>
          {dispute.open && !endedAt ? (
            <p className="mt-1">
              You are a member until it is decided, and no longer if the bank gives the money back.
              {dispute.dueBy ? (
                <>
                  {' '}
                  Souk may answer until <OrderTime iso={dispute.dueBy} /> UTC.
                </>
              ) : null}
            </p>
          ) : null}
          <ProblemCodes codes={[['Dispute', dispute.accountDisputeId]]} />
        </Alert>
      ))}
      {refunded ? (
        <Alert tone="neutral" title={`${refunded.text} given back`}>
          <p className="mt-0.5">
            {endedAt
              ? 'That is all of it, so this membership has ended. You can join again below.'
              : 'That is a part of it. Your membership goes on.'}{' '}
            It can take 5 to 10 business days until your statement shows it.
          </p>
        </Alert>
      ) : null}
    </>
  );
}
