import { assertNever } from '@/lib/model/assert-never';
import type { OrderSubscriptionView } from '@/lib/model/order-subscription';
import { OrderDay } from './order-day';

/** How a subscription stands, in one sentence; it promises nothing that is not known. */
export function SubscriptionNote({ of: it }: { readonly of: OrderSubscriptionView }) {
  switch (it.standing) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
    case 'releasing':
    case 'authorized':
      return it.stalled ? (
        <>
          We could not reach our payment service. Nothing is lost: we go on by ourselves. You may
          close this page; please do not subscribe again.
        </>
      ) : (
        <>Beginning with {it.card}. This takes a moment; you need not stay.</>
      );
    case 'processing':
      return <>We are waiting for the bank&apos;s answer.</>;
    case 'paid':
      return it.nextPayment ? (
        <>
          {it.trialEnd && it.stateText === 'Free trial'
            ? 'Nothing was charged. First payment: '
            : 'Next payment: '}
          {it.amount.text} on <OrderDay iso={it.nextPayment} />, with {it.card}.
        </>
      ) : (
        <>It began with this order. How it stands now is told under Subscriptions.</>
      );
    case 'action_needed':
    case 'declined':
      return <>Not begun. Nothing was charged so far.</>;
    case 'failed':
      return it.canRetry ? <>Not begun. Nothing was charged so far.</> : <>It never began.</>;
    case 'canceled':
      return <>It never began. Nothing was charged.</>;
    default:
      return assertNever(it.standing);
  }
}
