import type { Metadata } from 'next';
import { Figure } from '@/components/seller/figure';
import { Container } from '@/components/ui/container';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { readFigures } from '@/lib/desk/read-figures';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Seller’s desk' };

const days = 30;

export default async function DeskPage() {
  const { seller } = await requireSeller('/seller');
  const figures = await readFigures(seller, days);

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
        What you sold in the last {days} days. Every sale is a direct charge on your own Stripe
        account.
      </PageHeader>
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
        <Figure name="Subscribers" value={String(figures.subscribers)} />
        <Figure name="Kept clones" value={String(figures.keptClones)}>
          {figures.buyersOfClones === 1
            ? 'Of 1 buyer’s payment methods, for subscriptions'
            : `Of ${figures.buyersOfClones} buyers’ payment methods, for subscriptions`}
        </Figure>
      </dl>
    </Container>
  );
}
