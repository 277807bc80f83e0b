import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import type { SubscriptionRow } from '@/lib/model/subscription-views';

/** Says where a subscription waits for its buyer; nothing where none does. */
export function TroubleNotice({ troubled }: { readonly troubled: readonly SubscriptionRow[] }) {
  if (troubled.length === 0) return null;
  return (
    <Alert
      tone="danger"
      className="mb-6"
      title={
        troubled.length === 1
          ? 'A subscription needs you'
          : `${troubled.length} subscriptions need you`
      }
    >
      <ul>
        {troubled.map(({ id, name, seller, stateText }) => (
          <li key={id}>
            <Link
              href={`/subscriptions/${id}`}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {name}, {seller.name}: {stateText}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
