import { cache } from 'react';
import { currentLanguage } from '@/lib/language/request';
import { readReceipt } from '@/lib/payments/read-receipt';
import { legPath } from '@/lib/payments/paths';
import { requireUser } from '@/lib/session/session';

/**
 * The receipt that an address names, and whose it is; null for what was not paid and for somebody
 * else's alike. Asked once a request, by layout and page.
 */
export const readPage = cache(async (id: string, leg: string) => {
  const buyer = await requireUser(`/orders/${id}/receipts/${leg}`);
  const path = legPath.safeParse({ id, leg });
  if (!path.success) return null;
  const { orderId, legId } = path.data;
  const receipt = await readReceipt(buyer.id, orderId, legId, await currentLanguage());
  return receipt && { buyer, receipt };
});
