import type { Metadata } from 'next';
import { BalanceCard } from '@/components/seller/balance-card';
import { Figure } from '@/components/desk/figure';
import { FilterLinks } from '@/components/desk/filter-links';
import { GoodsChart } from '@/components/seller/goods-chart';
import { WaitingForYou } from '@/components/seller/waiting-for-you';
import { SalesChart } from '@/components/seller/sales-chart';
import { SellingNotice } from '@/components/selling/selling-notice';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { DeskDays } from '@/lib/model/seller';
import { lastOnboarding } from '@/lib/onboarding/read-onboarding';
import { readBalance } from '@/lib/seller/read-balance';
import { readDays } from '@/lib/seller/read-days';
import { readFigures } from '@/lib/seller/read-figures';
import { readGoodsSold } from '@/lib/seller/read-goods-sold';
import { overviewQuery } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Seller’s desk' };

const daysTexts: Readonly<Record<DeskDays, string>> = {
  '7': '7 days',
  '30': '30 days',
  '90': '90 days',
};

export default async function DeskPage({ searchParams }: PageProps<'/seller'>) {
  const { seller } = await requireSeller('/seller');
  const { days: chosen } = overviewQuery.parse(await searchParams);
  const days = Number(chosen);
  const [standing, figures, chart, goods, balance] = await Promise.all([
    lastOnboarding(seller.id),
    readFigures(seller, days),
    readDays(seller, days),
    readGoodsSold(seller, days),
    readBalance(seller, 5),
  ]);

  return (
    <Container>
      <PageHeader
        title={seller.name}
        aside={
          <ButtonLink tone="secondary" href={`/sellers/${seller.slug}`}>
            Your page in the shop
          </ButtonLink>
        }
      >
        What you sold in the last {days} days (UTC). Every sale is a direct charge on your own
        Stripe account.
      </PageHeader>
      <SellingNotice view={standing} />
      <WaitingForYou figures={figures} standing={standing} />
      <FilterLinks
        label="Days"
        filters={daysTexts}
        chosen={chosen}
        hrefOf={(some) => `/seller?days=${some}`}
      />
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Figure name="Sold" value={figures.sold.text}>
          {figures.sales === 1 ? '1 sale' : `${figures.sales} sales`}
        </Figure>
        <Figure name="Souk’s fees" value={figures.fees.text}>
          Less what went back with refunds
        </Figure>
        <Figure name="Refunded" value={figures.refunded.text} />
        <Figure name="Left for you" value={figures.rest.text}>
          Before Stripe’s own fees
        </Figure>
      </dl>
      <div className="mt-6 grid gap-6 lg:grid-cols-[2fr_1fr]">
        {figures.sales > 0 ? (
          <div className="space-y-6">
            <Card as="section" aria-labelledby="days" className="space-y-4">
              <h2 id="days" className="text-lg font-semibold">
                Sales by day
              </h2>
              <SalesChart {...chart} />
            </Card>
            <Card as="section" aria-labelledby="goods" className="space-y-4">
              <h2 id="goods" className="text-lg font-semibold">
                Sales by product
              </h2>
              <GoodsChart goods={goods} />
            </Card>
          </div>
        ) : (
          <Card>
            <EmptyState
              title={`No sales in the last ${days} days`}
              action={<ButtonLink href="/seller/goods/new">Put something into the shop</ButtonLink>}
            >
              What is sold shows here as soon as it is paid.
            </EmptyState>
          </Card>
        )}
        <div className="space-y-6">
          <BalanceCard balance={balance} />
          <dl className="grid grid-cols-2 gap-3">
            <Figure name="Subscribers" value={String(figures.subscribers)} />
            <Figure name="Kept clones" value={String(figures.keptClones)}>
              {figures.buyersOfClones === 1
                ? 'Of 1 buyer’s cards, for subscriptions'
                : `Of ${figures.buyersOfClones} buyers’ cards, for subscriptions`}
            </Figure>
          </dl>
        </div>
      </div>
    </Container>
  );
}
