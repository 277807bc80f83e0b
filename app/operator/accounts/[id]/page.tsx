import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Figure } from '@/components/desk/figure';
import { AccountFacts } from '@/components/operator/account-facts';
import { AccountBadge } from '@/components/operator/account-health';
import { AccountSales } from '@/components/operator/account-sales';
import { FiguresTable } from '@/components/operator/figures-table';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { accountPath } from '@/lib/operator/requests';
import { requireOperator } from '@/lib/session/session';
import { days, readPage } from './read-page';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({ params }: PageProps<'/operator/accounts/[id]'>) {
  const path = accountPath.safeParse(await params);
  await requireOperator('/operator/accounts');
  const account = path.success ? await readPage(path.data.id) : null;
  if (!account) notFound();

  return (
    <Container narrow>
      <PageHeader
        title={account.name}
        aside={
          <ButtonLink tone="secondary" href={`/sellers/${account.slug}`}>
            Its page in the shop
          </ButtonLink>
        }
      >
        <AccountBadge state={account.state} />
      </PageHeader>
      <AccountFacts account={account} />
      <dl className="mt-6 grid grid-cols-2 gap-3">
        <Figure name="Refunds asked for" value={String(account.refundsAsked)} />
        <Figure name="Open disputes" value={String(account.disputes)} />
      </dl>
      <section aria-labelledby="figures" className="mt-10 space-y-3">
        <h2 id="figures" className="text-xl font-semibold">
          Last {days} days
        </h2>
        {account.figures.length > 0 ? (
          <FiguresTable rows={account.figures} caption={`Sales of the last ${days} days`} />
        ) : (
          <p className="text-sm text-ink-soft">Nothing was sold.</p>
        )}
      </section>
      <section aria-labelledby="sales" className="mt-10 space-y-3">
        <h2 id="sales" className="text-xl font-semibold">
          Newest sales
        </h2>
        {account.newest.length > 0 ? (
          <>
            <AccountSales rows={account.newest} />
            <ButtonLink tone="secondary" href={`/operator/orders?seller=${account.sellerId}`}>
              All its orders
            </ButtonLink>
          </>
        ) : (
          <p className="text-sm text-ink-soft">None yet.</p>
        )}
      </section>
    </Container>
  );
}
