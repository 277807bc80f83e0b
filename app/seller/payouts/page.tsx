import type { Metadata } from 'next';
import { OlderLink } from '@/components/desk/older-link';
import { BalanceCard } from '@/components/seller/balance-card';
import { PayoutsTable } from '@/components/seller/payouts-table';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { readBalance } from '@/lib/seller/read-balance';
import { payoutsQuery } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Balance and payouts' };

const payoutsOfPage = 20;

export default async function PayoutsPage({ searchParams }: PageProps<'/seller/payouts'>) {
  const { seller } = await requireSeller('/seller/payouts');
  const { after } = payoutsQuery.parse(await searchParams);
  const balance = await readBalance(seller, payoutsOfPage, after);

  return (
    <Container>
      <PageHeader title="Balance and payouts">
        What your Stripe account holds, and what it has sent to your bank. Souk never holds your
        money.
      </PageHeader>
      <div className="grid gap-6 lg:grid-cols-[1fr_2fr] lg:items-start">
        <BalanceCard balance={balance} />
        {balance.ok && balance.payouts.length === 0 && !after ? (
          <EmptyState title="No payouts yet">
            Stripe pays out what is available by the schedule of your account.
          </EmptyState>
        ) : null}
        {balance.ok && (balance.payouts.length > 0 || after) ? (
          <div>
            <PayoutsTable payouts={balance.payouts} />
            <OlderLink
              older={balance.nextPayouts ? `/seller/payouts?after=${balance.nextPayouts}` : null}
              newest={after ? '/seller/payouts' : null}
            />
          </div>
        ) : null}
      </div>
    </Container>
  );
}
