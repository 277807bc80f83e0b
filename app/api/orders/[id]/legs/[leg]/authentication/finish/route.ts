import { finishAuthentication } from '@/lib/payments/authenticate-leg';
import { looksOfBuyer } from '@/lib/payments/limits';
import { readOwnOrder } from '@/lib/payments/orders';
import { legPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Reads at Stripe what the bank has answered for one leg, and how the order stands then. */
export const POST = buyerCall(
  { path: legPath, body: nothing, limit: looksOfBuyer },
  async ({ buyer, path }) => {
    const finished = await finishAuthentication(buyer, path);
    return finished.ok
      ? answer({ order: await readOwnOrder(buyer.id, path.orderId) })
      : refusal(finished);
  },
);
