import { assertNever } from '@/lib/model/assert-never';
import type { LegView } from '@/lib/model/views';
import { OrderTime } from './order-time';

/** How the charge of one seller stands, in one sentence; it promises nothing that is not known. */
export function LegNote({ leg }: { readonly leg: LegView }) {
  const card = leg.attempts.at(-1)?.card ?? 'your card';
  switch (leg.state) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
      return leg.stalled ? (
        <>
          We could not reach our payment service. Nothing is lost: we go on by ourselves. You may
          close this page; please do not pay again.
        </>
      ) : (
        <>Charging {card}. This takes a moment; you need not stay.</>
      );
    case 'authorized':
      return (
        <>
          {leg.amount.text} is held on {card} and not charged. It is charged when every seller’s
          part is held, and let go if one cannot be.
        </>
      );
    case 'releasing':
      return <>We are letting go what is held on {card}. It will not be charged.</>;
    case 'processing':
      return leg.attempts.at(-1)?.isDebit ? (
        <>
          The money is being taken from {card}. Banks take up to 4 business days; you need not do
          anything. We tell you here when it has come, or if the bank refused.
        </>
      ) : (
        <>We are waiting for the bank&apos;s answer.</>
      );
    case 'paid':
      return (
        <>
          Paid with {card}
          {leg.paidAt ? (
            <>
              , <OrderTime iso={leg.paidAt} /> UTC
            </>
          ) : null}
          . On your statement:{' '}
          <span className="font-mono text-xs whitespace-nowrap text-ink">{leg.statement}</span>
        </>
      );
    case 'action_needed':
    case 'declined':
    case 'failed':
    case 'canceled':
      return leg.canRetry ? <>Not charged so far.</> : <>Not charged.</>;
    default:
      return assertNever(leg.state);
  }
}
