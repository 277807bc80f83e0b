import { z } from 'zod';
import { createProduct } from '@/lib/catalog/write-product';
import { answer, refusal } from '@/lib/security/answer';
import { productRequest, productsOfSeller } from '@/lib/seller/requests';
import { sellerCall } from '@/lib/session/seller-call';

/** A seller puts a product or a plan into the shop. */
export const POST = sellerCall(
  { path: z.unknown(), body: productRequest, limit: productsOfSeller },
  async ({ user, body }) => {
    const made = await createProduct(user, body);
    return made.ok ? answer(made.value, { status: 201 }) : refusal(made);
  },
);
