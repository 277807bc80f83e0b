import 'server-only';
import type { BuyerId } from '../model/ids';
import { cartCookieOf, forgetCartCookie } from '../session/cart-cookie';
import { mergeGuestCart } from './change-cart';

/**
 * A guest's cart goes along when they sign in: it is merged into the buyer's. Returns the Set-Cookie
 * lines for the answer.
 */
export async function takeCartAlong(headers: Headers, buyerId: BuyerId): Promise<string[]> {
  const guestCartId = cartCookieOf(headers);
  if (!guestCartId) return [];
  await mergeGuestCart(guestCartId, buyerId);
  return [forgetCartCookie()];
}
