import { ImageResponse } from 'next/og';
import { SharePicture, shareSize } from '@/components/share/share-picture';
import { readShop } from '@/lib/catalog/catalog';
import { drawable, drawingOf } from '@/lib/catalog/share-drawing';

export const alt = 'Who sells here';
export const size = shareSize;
export const contentType = 'image/png';

export default async function SellerPicture({ params }: { params: Promise<{ slug: string }> }) {
  const seller = await readShop((await params).slug);
  if (!seller) return new Response(null, { status: 404 });
  return new ImageResponse(
    <SharePicture
      title={drawable(seller.name)}
      lines={[seller.tagline, `${seller.place}, ${seller.countryName}`].map(drawable)}
      drawing={await drawingOf(seller.picture)}
    />,
    size,
  );
}
