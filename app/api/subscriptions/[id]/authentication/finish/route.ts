import { looksOfBuyer } from '@/lib/payments/limits';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { finishAuthentication } from '@/lib/subscriptions/authenticate-subscription';
import { nothing, subscriptionPath } from '@/lib/subscriptions/requests';

/** Reads at Stripe what the bank has answered, and tells what it still waits for. */
export const POST = buyerCall(
  { path: subscriptionPath, body: nothing, limit: looksOfBuyer },
  async ({ buyer, path: { id } }) => {
    const read = await finishAuthentication(buyer, id);
    return read.ok ? answer(read.value) : refusal(read);
  },
);
