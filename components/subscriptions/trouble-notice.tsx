import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { words } from '@/lib/language/request';
import type { SubscriptionRow } from '@/lib/model/subscription-views';

/** Says where a subscription waits for its buyer; nothing where none does. */
export async function TroubleNotice({
  troubled,
}: {
  readonly troubled: readonly SubscriptionRow[];
}) {
  if (troubled.length === 0) return null;
  const t = await words('subscriptions');
  return (
    <Alert tone="danger" className="mb-6" title={t('needYou', { count: troubled.length })}>
      <ul>
        {troubled.map(({ id, name, seller, stateText }) => (
          <li key={id}>
            <Link
              href={`/subscriptions/${id}`}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t('troubled', { name, seller: seller.name, state: stateText })}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
