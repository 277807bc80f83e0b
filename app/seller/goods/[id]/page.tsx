import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProductForm } from '@/components/seller/product-form';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { categoryNames } from '@/lib/catalog/seed/goods';
import { productPath } from '@/lib/seller/requests';
import { requireSeller } from '@/lib/session/session';
import { readPage } from './read-page';

export const metadata: Metadata = { title: 'Product' };

export default async function ProductPage({ params }: PageProps<'/seller/goods/[id]'>) {
  const path = productPath.safeParse(await params);
  const { seller } = await requireSeller('/seller/goods');
  const page = path.success ? await readPage(seller.id, path.data.id) : null;
  if (!page) notFound();
  const { product, drawings, own } = page;

  return (
    <Container narrow>
      <PageHeader
        title={product.name}
        aside={
          product.hidden ? null : (
            <ButtonLink tone="secondary" href={`/products/${product.slug}`}>
              See it in the shop
            </ButtonLink>
          )
        }
      />
      <ProductForm
        product={product}
        currency={seller.currency}
        drawings={drawings}
        own={own}
        categories={categoryNames}
      />
    </Container>
  );
}
