import { ImageResponse } from 'next/og';
import { SharePicture, shareSize } from '@/components/share/share-picture';
import { readProduct } from '@/lib/catalog/catalog';
import { drawable, drawingOf } from '@/lib/catalog/share-drawing';

export const alt = 'What is sold, by whom and for how much';
export const size = shareSize;
export const contentType = 'image/png';

export default async function ProductPicture({ params }: { params: Promise<{ slug: string }> }) {
  const product = await readProduct((await params).slug);
  if (!product) return new Response(null, { status: 404 });
  const price = `${product.from ? 'from ' : ''}${product.price.text}${product.plan ? ` ${product.plan.every}` : ''}`;
  const lines = [price, `${product.seller.name}, ${product.seller.countryName}`];
  return new ImageResponse(
    <SharePicture
      title={drawable(product.name)}
      lines={lines.map(drawable)}
      drawing={await drawingOf(product.picture)}
    />,
    size,
  );
}
