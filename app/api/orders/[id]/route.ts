import { languageOf } from '@/lib/language/request';
import { lookAtPayments } from '@/lib/payments/after-sale/look-after-invoice';
import { lookAtOrder } from '@/lib/payments/after-sale/look-after-sale';
import { readOwnOrder } from '@/lib/payments/orders';
import { orderId } from '@/lib/security/row-ids';
import { answer, notFound } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** One order of this buyer, in the words that they read. */
export const GET = handle(async (request, { params }: Context) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const id = orderId.safeParse((await params).id);
  if (!id.success) return notFound();
  await Promise.all([
    lookAtOrder(buyer.id, id.data),
    lookAtPayments(buyer.id, { orderId: id.data }),
  ]);
  const order = await readOwnOrder(buyer.id, id.data, languageOf(request.headers));
  return order ? answer({ order }) : notFound();
});
