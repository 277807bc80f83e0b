import { paymentsOfBuyer } from '@/lib/payments/limits';
import { orderAgain } from '@/lib/payments/order-again';
import { orderPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { answer, notFound } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Puts the goods of an order into its buyer's cart again, as far as there are enough of them. */
export const POST = buyerCall(
  { path: orderPath, body: nothing, limit: paymentsOfBuyer },
  async ({ buyer, path: { id } }) => {
    const again = await orderAgain(buyer, id);
    return again.ok ? answer(again.value) : notFound();
  },
);
