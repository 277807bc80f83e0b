import type { Metadata } from 'next';
import { SubscriptionItem } from '@/components/subscriptions/subscription-item';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { words } from '@/lib/language/request';
import type { SubscriptionRow } from '@/lib/model/subscription-views';
import { requireUser } from '@/lib/session/session';
import { listSubscriptions } from '@/lib/subscriptions/subscriptions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('subscriptions'))('title') };
}

export default async function SubscriptionsPage() {
  const user = await requireUser('/subscriptions');
  const t = await words('subscriptions');
  const all = await listSubscriptions(user.id, t.language);
  const over = all.filter(({ phase }) => phase === 'ended');
  const live = all.filter(({ phase }) => phase !== 'ended');

  return (
    <Container narrow>
      <PageHeader title={t('title')}>{all.length > 0 ? <p>{t('about')}</p> : null}</PageHeader>
      {all.length === 0 ? (
        <EmptyState title={t('none')} action={<ButtonLink href="/">{t('lookAround')}</ButtonLink>}>
          {t('noneWhy')}
        </EmptyState>
      ) : (
        <div className="space-y-8">
          {live.length > 0 ? <List subscriptions={live} /> : null}
          {over.length > 0 ? (
            <section aria-labelledby="over">
              <h2 id="over" className="mb-3 text-lg font-semibold">
                {t('over')}
              </h2>
              <List subscriptions={over} />
            </section>
          ) : null}
        </div>
      )}
    </Container>
  );
}

function List({ subscriptions }: { readonly subscriptions: readonly SubscriptionRow[] }) {
  return (
    <ul className="space-y-3">
      {subscriptions.map((subscription) => (
        <SubscriptionItem key={subscription.id} subscription={subscription} />
      ))}
    </ul>
  );
}
