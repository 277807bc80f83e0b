import { cache } from 'react';
import { listDrawings, readOwnProduct } from '@/lib/catalog/own-goods';
import { listOwnPictures } from '@/lib/catalog/pictures';
import type { ProductId, SellerId } from '@/lib/model/ids';

/** A product and what it may be shown by; null without one. Asked once a request, by layout and page. */
export const readPage = cache(async (sellerId: SellerId, id: ProductId) => {
  const [product, drawings, own] = await Promise.all([
    readOwnProduct(sellerId, id),
    listDrawings(),
    listOwnPictures(sellerId),
  ]);
  return product && { product, drawings, own };
});
