import { editProduct } from '@/lib/catalog/write-product';
import { answer, refusal } from '@/lib/security/answer';
import { productEditRequest, productPath, productsOfSeller } from '@/lib/seller/requests';
import { sellerCall } from '@/lib/session/seller-call';

/** A seller changes a product of theirs, or hides it. */
export const PATCH = sellerCall(
  { path: productPath, body: productEditRequest, limit: productsOfSeller },
  async ({ user, path, body }) => {
    const changed = await editProduct(user, path.id, body);
    return changed.ok ? answer(changed.value) : refusal(changed);
  },
);
