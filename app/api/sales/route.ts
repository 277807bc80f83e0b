import { streamed } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { exportSales } from '@/lib/seller/export-sales';
import { salesQuery } from '@/lib/seller/requests';
import { requireSellerApi } from '@/lib/session/session';

/** The seller's own sales as a CSV file, narrowed as the list of them is, written while they are read. */
export const GET = handle(async (request) => {
  const user = await requireSellerApi(request);
  if (user instanceof Response) return user;
  const asked = salesQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { filter, from, to } = asked;
  const until = to ?? new Date().toISOString().slice(0, 10);
  const parts = ['sales', user.seller.slug, filter === 'all' ? null : filter, from, until];
  const name = `${parts.filter(Boolean).join('-')}.csv`;
  return streamed(name, 'text/csv', exportSales(user.seller.id, asked));
});
