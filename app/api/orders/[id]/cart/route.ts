import { orderAgain } from '@/lib/payments/order-again';
import { nothing, orderId } from '@/lib/payments/requests';
import { answer, notFound } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** Puts the goods of an order into its buyer's cart again, as far as there are enough of them. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, nothing);
  if (body instanceof Response) return body;
  const id = orderId.safeParse((await params).id);
  if (!id.success) return notFound();
  const again = await orderAgain(buyer, id.data);
  return again.ok ? answer(again.value) : notFound();
});
