import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { previewsOfBuyer } from '@/lib/subscriptions/limits';
import { previewQuantity } from '@/lib/subscriptions/changes/preview-quantity';
import { quantityRequest, subscriptionPath } from '@/lib/subscriptions/requests';

/** What another quantity would cost; nothing is changed. */
export const POST = buyerCall(
  { path: subscriptionPath, body: quantityRequest, limit: previewsOfBuyer },
  async ({ buyer, path: { id }, body: { quantity } }) => {
    const preview = await previewQuantity(buyer, id, quantity);
    return preview.ok ? answer({ preview: preview.value }) : refusal(preview);
  },
);
