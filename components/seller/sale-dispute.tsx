import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import type { DisputeView } from '@/lib/model/after-sale';

/** A dispute about a sale, with the way to its page. */
export function SaleDispute({ dispute }: { readonly dispute: DisputeView }) {
  return (
    <Alert
      tone={dispute.open ? 'caution' : 'neutral'}
      title={`${dispute.statusText}: ${dispute.amount.text}`}
    >
      <p className="mt-0.5">{dispute.reasonText}</p>
      {dispute.open && dispute.dueBy ? (
        <p className="mt-1">
          You may answer until <Time iso={dispute.dueBy} /> UTC.
        </p>
      ) : null}
      <Link
        href={`/seller/disputes/${dispute.id}`}
        className="inline-flex min-h-11 items-center font-medium underline underline-offset-4"
      >
        {dispute.open ? 'See the dispute and answer' : 'See the dispute'}
      </Link>
    </Alert>
  );
}
