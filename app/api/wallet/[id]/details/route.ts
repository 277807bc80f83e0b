import { answer, notFound, refusal } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { buyerCall } from '@/lib/session/buyer-call';
import { requireBuyerApi } from '@/lib/session/session';
import { editMethod, readMethodDetails } from '@/lib/subscriptions/sync/edit-method';
import {
  methodDetails,
  methodPath,
  walletChangesOfBuyer,
} from '@/lib/subscriptions/sync/sync-requests';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** What a card says of its expiry and its holder. */
export const GET = handle(async (request, { params }: Context) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const path = methodPath.safeParse(await params);
  if (!path.success) return notFound();
  const details = await readMethodDetails(buyer, path.data.id);
  return details.ok ? answer({ details: details.value }) : refusal(details);
});

/** Corrects them; sellers' accounts follow. */
export const PATCH = buyerCall(
  { path: methodPath, body: methodDetails, limit: walletChangesOfBuyer },
  async ({ buyer, language, path: { id }, body }) => {
    const edited = await editMethod(buyer, id, body, language);
    return edited.ok ? answer(edited.value) : refusal(edited);
  },
);
