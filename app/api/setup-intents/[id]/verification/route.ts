import { finishesOfBuyer } from '@/lib/payments/limits';
import { setupPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { startVerification } from '@/lib/payments/wallet/start-verification';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Begins to verify a bank account: the secret of its SetupIntent, for this buyer's browser alone. */
export const POST = buyerCall(
  { path: setupPath, body: nothing, limit: finishesOfBuyer },
  async ({ buyer, path }) => {
    const started = await startVerification(buyer, path.id);
    return started.ok ? answer(started.value) : refusal(started);
  },
);
