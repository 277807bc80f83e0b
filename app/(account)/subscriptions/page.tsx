import type { Metadata } from 'next';
import { SubscriptionItem } from '@/components/subscriptions/subscription-item';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { SubscriptionRow } from '@/lib/model/subscription-views';
import { requireUser } from '@/lib/session/session';
import { listSubscriptions } from '@/lib/subscriptions/subscriptions';

export const metadata: Metadata = { title: 'Subscriptions' };

export default async function SubscriptionsPage() {
  const user = await requireUser('/subscriptions');
  const all = await listSubscriptions(user.id);
  const over = all.filter(({ phase }) => phase === 'ended');
  const live = all.filter(({ phase }) => phase !== 'ended');

  return (
    <Container narrow>
      <PageHeader title="Subscriptions">
        {all.length > 0 ? <p>What you pay sellers again and again, and when.</p> : null}
      </PageHeader>
      {all.length === 0 ? (
        <EmptyState
          title="No subscriptions yet"
          action={<ButtonLink href="/">Look around</ButtonLink>}
        >
          Coffee every month, a box every week: what comes again stands here, and can be changed or
          canceled.
        </EmptyState>
      ) : (
        <div className="space-y-8">
          {live.length > 0 ? <List subscriptions={live} /> : null}
          {over.length > 0 ? (
            <section aria-labelledby="over">
              <h2 id="over" className="mb-3 text-lg font-semibold">
                Over
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
