import type { Metadata } from 'next';
import { ShopForm } from '@/components/seller/shop-form';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { readShop } from '@/lib/onboarding/read-shop';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Your shop' };

export default async function ShopPage() {
  const { seller } = await requireSeller('/seller/shop');
  const { slug, ...words } = await readShop(seller.id);
  return (
    <Container narrow>
      <PageHeader
        title="Your shop"
        aside={
          <ButtonLink tone="secondary" href={`/sellers/${slug}`}>
            See its page
          </ButtonLink>
        }
      >
        <p>What buyers read on your page, and on the statements of their cards.</p>
      </PageHeader>
      <ShopForm {...words} />
    </Container>
  );
}
