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
      return <>Charging {card}. This takes a moment; you need not stay.</>;
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
      return <>Not charged so far.</>;
    default:
      return assertNever(leg.state);
  }
}
