import { cache } from 'react';
import { currentLanguage } from '@/lib/language/request';
import type { BuyerId } from '@/lib/model/ids';
import { listWallet } from '@/lib/payments/wallet/wallet';
import { readSubscription } from '../read-subscription';

/** All that the page of a subscription shows. Asked once a request, by layout and page. */
export const readPage = cache(async (buyerId: BuyerId, id: string) => {
  const language = await currentLanguage();
  return Promise.all([readSubscription(buyerId, id, language), listWallet(buyerId, language)]);
});
