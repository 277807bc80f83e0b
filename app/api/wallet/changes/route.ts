import { languageOf } from '@/lib/language/request';
import { answer } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';
import { listChanges } from '@/lib/subscriptions/sync/list-changes';

/** How far sellers' accounts have followed the buyer's changes. */
export const GET = handle(async (request) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  return answer({ changes: await listChanges(buyer.id, languageOf(request.headers)) });
});
