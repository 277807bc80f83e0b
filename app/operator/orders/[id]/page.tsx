import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CallsOfPage } from '@/components/inspector/calls-of-page';
import { OperatorLeg } from '@/components/operator/operator-leg';
import { OperatorPlan } from '@/components/operator/operator-plan';
import { WaitingWork } from '@/components/operator/waiting-work';
import { orderTone } from '@/components/orders/state-badge';
import { Badge } from '@/components/ui/badge';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { orderPath } from '@/lib/payments/paths';
import { requireOperator } from '@/lib/session/session';
import { readPage } from './read-page';

export const metadata: Metadata = { title: 'Order' };

export default async function OperatorOrderPage({ params }: PageProps<'/operator/orders/[id]'>) {
  const path = orderPath.safeParse(await params);
  await requireOperator('/operator/orders');
  const found = path.success ? await readPage(path.data.id) : null;
  if (!found) notFound();
  const { order, buyer, refundsOfPlans, disputesOfPlans, work, drivers } = found;

  return (
    <Container narrow>
      <PageHeader
        title={`Order ${order.number}`}
        aside={<Badge tone={orderTone(order.status)}>{order.statusText}</Badge>}
      >
        <p className="break-words">
          {buyer.name}, {buyer.email}, <Time iso={order.createdAt} /> UTC
        </p>
        <p>{order.policy === 'all_or_nothing' ? 'All or nothing' : 'Each seller on its own'}</p>
      </PageHeader>
      <div className="space-y-4">
        {order.legs.map((leg) => (
          <OperatorLeg key={leg.id} leg={leg} driver={drivers[leg.id]} />
        ))}
        {order.subscriptions.map((subscription) => (
          <OperatorPlan
            key={subscription.id}
            subscription={subscription}
            refunds={refundsOfPlans}
            disputes={disputesOfPlans}
          />
        ))}
      </div>
      <section aria-labelledby="work" className="mt-10 space-y-3">
        <h2 id="work" className="text-xl font-semibold">
          Work that waits for it
        </h2>
        <WaitingWork work={work} />
      </section>
      <div className="mt-10">
        <CallsOfPage page={`/operator/orders/${order.id}`} />
      </div>
    </Container>
  );
}
