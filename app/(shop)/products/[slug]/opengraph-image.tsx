import { ImageResponse } from 'next/og';
import { SharePicture, shareSize } from '@/components/share/share-picture';
import { readProduct } from '@/lib/catalog/catalog';
import { drawingOf, wordsOfProduct } from '@/lib/catalog/share-drawing';

export const alt = 'What is sold, by whom and for how much';
export const size = shareSize;
export const contentType = 'image/png';

export default async function ProductPicture({ params }: { params: Promise<{ slug: string }> }) {
  const product = await readProduct((await params).slug);
  if (!product) return new Response(null, { status: 404 });
  return new ImageResponse(
    <SharePicture {...wordsOfProduct(product)} drawing={await drawingOf(product.picture)} />,
    size,
  );
}
