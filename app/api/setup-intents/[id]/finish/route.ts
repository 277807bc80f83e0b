import { finishSetup } from '@/lib/payments/wallet/finish-setup';
import { finishesOfBuyer } from '@/lib/payments/limits';
import { setupPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Puts a card into the wallet once Stripe says that it is set up. */
export const POST = buyerCall(
  { path: setupPath, body: nothing, limit: finishesOfBuyer },
  async ({ buyer, path, language }) => {
    const finished = await finishSetup(buyer, path.id, language);
    return finished.ok ? answer({ method: finished.value }) : refusal(finished);
  },
);
