import type { Metadata } from 'next';
import { FilterLinks } from '@/components/desk/filter-links';
import { Pages, pagesTexts } from '@/components/ui/pages';
import { AccountsTable } from '@/components/operator/accounts-table';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { AccountFilter } from '@/lib/model/operator';
import { listAccounts } from '@/lib/operator/list-accounts';
import { accountsQuery } from '@/lib/operator/requests';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Accounts' };

const filterTexts: Readonly<Record<AccountFilter, string>> = {
  all: 'All',
  asked: 'Stripe wants something',
  closed: 'Charges or payouts off',
  unfinished: 'Never finished',
  left: 'Gone',
};

export default async function AccountsPage({ searchParams }: PageProps<'/operator/accounts'>) {
  await requireOperator('/operator/accounts');
  const { health, page } = accountsQuery.parse(await searchParams);
  const accounts = await listAccounts({ filter: health, page });
  const hrefOf = (filter: AccountFilter, number = 1) =>
    `/operator/accounts?health=${filter}${number > 1 ? `&page=${number}` : ''}`;

  return (
    <Container>
      <PageHeader title="Accounts">
        Every seller’s connected account, as Stripe described it when it was read last. Those that
        need somebody come first.
      </PageHeader>
      <FilterLinks
        label="Health"
        filters={filterTexts}
        chosen={health}
        hrefOf={(filter) => hrefOf(filter)}
      />
      {accounts.count === 0 ? (
        <EmptyState title="None of these">No account is in this state.</EmptyState>
      ) : (
        <>
          <AccountsTable rows={accounts.rows} />
          <Pages
            page={accounts.page}
            pages={accounts.pages}
            hrefOf={(number) => hrefOf(health, number)}
            texts={pagesTexts('accounts', accounts)}
          />
        </>
      )}
    </Container>
  );
}
