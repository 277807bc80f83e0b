import { ImageResponse } from 'next/og';
import { SharePicture, shareSize } from '@/components/share/share-picture';
import { readShop } from '@/lib/catalog/catalog';
import { drawingOf, wordsOfSeller } from '@/lib/catalog/share-drawing';

export const alt = 'Who sells here';
export const size = shareSize;
export const contentType = 'image/png';

export default async function SellerPicture({ params }: { params: Promise<{ slug: string }> }) {
  const seller = await readShop((await params).slug);
  if (!seller) return new Response(null, { status: 404 });
  return new ImageResponse(
    <SharePicture {...wordsOfSeller(seller)} drawing={await drawingOf(seller.picture)} />,
    size,
  );
}
