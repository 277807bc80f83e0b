import type { Metadata } from 'next';
import { ProductForm } from '@/components/seller/product-form';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { listDrawings } from '@/lib/catalog/own-goods';
import { listOwnPictures } from '@/lib/catalog/pictures';
import { categoryNames } from '@/lib/catalog/seed/goods';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'New product' };

export default async function NewProductPage() {
  const { seller } = await requireSeller('/seller/goods/new');
  return (
    <Container narrow>
      <PageHeader title="New product" />
      <ProductForm
        product={null}
        currency={seller.currency}
        drawings={await listDrawings()}
        own={await listOwnPictures(seller.id)}
        categories={categoryNames}
      />
    </Container>
  );
}
