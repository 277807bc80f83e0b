import type { Metadata } from 'next';
import { MirrorItem } from '@/components/operator/mirror-item';
import { RepairMirrors } from '@/components/operator/repair-mirrors';
import { WatchMirrors } from '@/components/operator/watch-mirrors';
import { Container } from '@/components/ui/container';
import { Details } from '@/components/ui/details';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireOperator } from '@/lib/session/session';
import { listMirrors } from '@/lib/subscriptions/drift/list-mirrors';

export const metadata: Metadata = { title: 'Mirrors' };

export default async function OperatorMirrorsPage() {
  await requireOperator('/operator/mirrors');
  const { differing, agreeing, mendable } = await listMirrors();
  const all = differing.length + agreeing.length;

  return (
    <Container narrow>
      <PageHeader title="Mirrors">
        Every subscription’s Customer, card and state on its seller’s account, read from Stripe just
        now and compared with what the platform has.
      </PageHeader>
      <section aria-labelledby="differing" className="mb-10">
        <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
          <h2 id="differing" className="text-xl font-semibold">
            {differing.length} of {all} {differing.length === 1 ? 'differs' : 'differ'}
          </h2>
          {mendable > 1 ? (
            <RepairMirrors text="Repair all" what={`Repair all ${mendable} mirrors`} />
          ) : null}
        </div>
        <WatchMirrors
          all={all}
          differing={differing.length}
          syncing={differing.filter(({ syncing }) => syncing).length}
        />
        {differing.length === 0 ? (
          <EmptyState title={all ? 'Every mirror agrees' : 'No mirrors yet'} level={2}>
            {all
              ? 'Each seller has the card, the name and the e-mail that the platform has.'
              : 'They come with the first subscription.'}
          </EmptyState>
        ) : (
          <ul className="space-y-4">
            {differing.map((mirror) => (
              <MirrorItem key={mirror.subscriptionId} mirror={mirror} />
            ))}
          </ul>
        )}
      </section>
      {agreeing.length > 0 ? (
        <Details summary={`${agreeing.length} that agree`}>
          <ul className="space-y-2 text-sm">
            {agreeing.map(({ subscriptionId, name, buyerName, sellerName, card, status }) => (
              <li key={subscriptionId}>
                <span className="font-medium">{name}</span>
                <span className="text-ink-soft">
                  {' '}
                  · {buyerName} at {sellerName} · {card ?? 'no card any more'} · {status}
                </span>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Container>
  );
}
