import { exportSales } from '@/lib/desk/export-sales';
import { streamed } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireSellerApi } from '@/lib/session/session';

/** The seller's own sales as a CSV file, written while they are read. */
export const GET = handle(async (request) => {
  const user = await requireSellerApi(request);
  if (user instanceof Response) return user;
  const name = `sales-${user.seller.slug}-${new Date().toISOString().slice(0, 10)}.csv`;
  return streamed(name, 'text/csv', exportSales(user.seller.id));
});
