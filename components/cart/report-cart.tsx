'use client';

import type { CartView } from '@/lib/model/views';
import { useReportCart } from './cart-provider';

/** For pages that do not show the cart but know it has changed, e.g. after paying: sets the badge. */
export function ReportCart({ cart }: { readonly cart: CartView }) {
  useReportCart(cart);
  return null;
}
