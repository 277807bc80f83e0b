import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { MirrorItem } from '@/components/operator/mirror-item';
import { RepairMirrors } from '@/components/operator/repair-mirrors';
import { StrayItem } from '@/components/operator/stray-item';
import { UnreadAccounts } from '@/components/operator/unread-accounts';
import { WatchMirrors } from '@/components/operator/watch-mirrors';
import { Container } from '@/components/ui/container';
import { Details } from '@/components/ui/details';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mirrorsSay, type MirrorView } from '@/lib/model/mirror-views';
import { requireOperator } from '@/lib/session/session';
import { listMirrors } from '@/lib/subscriptions/drift/list-mirrors';

export const metadata: Metadata = { title: 'Mirrors' };

export default async function OperatorMirrorsPage() {
  await requireOperator('/operator/mirrors');
  const { differing, moving, agreeing, strays, unread, mendable } = await listMirrors();
  const say = mirrorsSay({
    differing: differing.length,
    moving: moving.length,
    agreeing: agreeing.length,
    strays: strays.length,
    unread: unread.length,
  });
  const heads = [say.differing, say.moving, say.strays].filter((head) => head !== null);
  // In one place, whatever the lists come to: what was refused is told there.
  const repairAll = (
    <RepairMirrors text="Repair all" what={`Repair all ${mendable}`} idle={mendable === 0} />
  );

  return (
    <Container narrow>
      <PageHeader title="Mirrors" aside={repairAll}>
        Every subscription’s Customer, card, price, quantity, fee and state on its seller’s account,
        read from Stripe just now and compared with what Souk has.
      </PageHeader>
      {unread.length > 0 ? <UnreadAccounts accounts={unread} /> : null}
      <WatchMirrors
        says={heads.join(', ') || (say.nothing?.title ?? 'Nothing could be compared')}
        syncing={differing.filter(({ syncing }) => syncing).length + moving.length}
      />
      {say.nothing ? <EmptyState title={say.nothing.title}>{say.nothing.why}</EmptyState> : null}
      {say.differing ? (
        <Mirrors id="differing" title={say.differing}>
          {differing.map((mirror) => (
            <MirrorItem key={mirror.subscriptionId} mirror={mirror} />
          ))}
        </Mirrors>
      ) : null}
      {say.moving ? (
        <Mirrors id="moving" title={say.moving}>
          <MirrorLines mirrors={moving} />
        </Mirrors>
      ) : null}
      {say.strays ? (
        <Mirrors id="strays" title={say.strays}>
          {strays.map((stray) => (
            <StrayItem key={`${stray.accountId} ${stray.stripeId}`} stray={stray} />
          ))}
        </Mirrors>
      ) : null}
      {agreeing.length > 0 ? (
        <Details summary={`${agreeing.length} that agree`}>
          <ul className="space-y-2">
            <MirrorLines mirrors={agreeing} />
          </ul>
        </Details>
      ) : null}
    </Container>
  );
}

/** Those that nothing is to be done about, a line each. */
function MirrorLines({ mirrors }: { readonly mirrors: readonly MirrorView[] }) {
  return mirrors.map(({ subscriptionId, name, buyerName, sellerName, card, status }) => (
    <li key={subscriptionId} className="text-sm">
      <span className="font-medium">{name}</span>
      <span className="text-ink-soft">
        {' '}
        · {buyerName} at {sellerName} · {card ?? 'no card any more'} · {status}
      </span>
    </li>
  ));
}

interface MirrorsProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

function Mirrors({ id, title, children }: MirrorsProps) {
  return (
    <section aria-labelledby={id} className="mb-10">
      <h2 id={id} className="mb-4 text-xl font-semibold">
        {title}
      </h2>
      <ul className="space-y-4">{children}</ul>
    </section>
  );
}
