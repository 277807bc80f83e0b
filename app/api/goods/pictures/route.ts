import { z } from 'zod';
import { keepPicture } from '@/lib/catalog/pictures';
import { answer, refusal } from '@/lib/security/answer';
import { pictureLimit, pictureRequest, picturesOfSeller } from '@/lib/seller/requests';
import { sellerCall } from '@/lib/session/seller-call';

/** A seller brings a picture for their goods. */
export const POST = sellerCall(
  {
    path: z.unknown(),
    body: pictureRequest,
    limit: picturesOfSeller,
    most: pictureLimit + 1_000,
  },
  async ({ user, body }) => {
    const kept = await keepPicture(user.seller.id, Buffer.from(body.file, 'base64'));
    return kept.ok ? answer(kept.value, { status: 201 }) : refusal(kept);
  },
);
