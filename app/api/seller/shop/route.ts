import { z } from 'zod';
import { changeShop } from '@/lib/onboarding/change-shop';
import { changesOfShop, shopWords } from '@/lib/onboarding/requests';
import { nothingNew } from '@/lib/security/answer';
import { sellerCall } from '@/lib/session/seller-call';

/** A seller changes what their shop says of itself; their account follows. */
export const PATCH = sellerCall(
  { path: z.unknown(), body: shopWords, limit: changesOfShop },
  async ({ user, body }) => {
    await changeShop(user, body);
    return nothingNew();
  },
);
