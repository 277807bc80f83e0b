import { ImageResponse } from 'next/og';
import { connection } from 'next/server';
import { SharePicture, shareSize } from '@/components/share/share-picture';
import { drawingOf } from '@/lib/catalog/share-drawing';

export const alt = 'Many small shops, one saved card';
export const size = shareSize;
export const contentType = 'image/png';

/** The picture of every page that brings none of its own. */
export default async function SoukPicture() {
  // As every page: drawn when asked for.
  await connection();
  return new ImageResponse(
    <SharePicture
      title="Many small shops. One saved card."
      lines={['A demo marketplace on Stripe Connect']}
      drawing={await drawingOf('/goods/speckled-mug.svg')}
    />,
    size,
  );
}
