import { languageOf } from '@/lib/language/request';
import { listWallet } from '@/lib/payments/wallet/wallet';
import { answer } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';

/** The buyer's saved methods. */
export const GET = handle(async (request) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  return answer({ methods: await listWallet(buyer.id, languageOf(request.headers)) });
});
