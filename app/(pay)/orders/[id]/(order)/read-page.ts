import { cache } from 'react';
import { readCart } from '@/lib/catalog/cart';
import { currentLanguage } from '@/lib/language/request';
import type { BuyerId } from '@/lib/model/ids';
import { listWallet } from '@/lib/payments/wallet/wallet';
import { readOrder } from '../read-order';

/** All that the page of an order shows. Asked once a request, by layout and page. */
export const readPage = cache(async (buyerId: BuyerId, id: string) => {
  const language = await currentLanguage();
  return Promise.all([readOrder(buyerId, id, language), readCart(), listWallet(buyerId, language)]);
});
