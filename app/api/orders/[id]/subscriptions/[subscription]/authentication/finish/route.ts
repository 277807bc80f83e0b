import { looksOfBuyer } from '@/lib/payments/limits';
import { orderSubscriptionPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { finishAuthentication } from '@/lib/subscriptions/authenticate-subscription';

/** The buyer is back from the bank: our server reads what Stripe says, and tells what still waits. */
export const POST = buyerCall(
  { path: orderSubscriptionPath, body: nothing, limit: looksOfBuyer },
  async ({ buyer, path }) => {
    const read = await finishAuthentication(buyer, path.subscriptionId);
    return read.ok ? answer(read.value) : refusal(read);
  },
);
