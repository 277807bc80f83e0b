import 'server-only';
import { cookies } from 'next/headers';
import { config } from '../config/config';
import type { CartId } from '../model/ids';
import { cookieName } from './cookie-name';
import { isGuestCartId } from './guest-cart-id';

const name = () => cookieName('souk_cart');
const days90 = 90 * 86_400;

const attributes = () =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: config().appUrl.protocol === 'https:',
  }) as const;

/** The guest's cart of this request, or null. */
export async function readCartCookie(): Promise<CartId | null> {
  const value = (await cookies()).get(name())?.value;
  return isGuestCartId(value) ? value : null;
}

/** Remembers a guest's cart; only in server actions and route handlers. */
export async function writeCartCookie(cartId: CartId): Promise<void> {
  (await cookies()).set(name(), cartId, { ...attributes(), maxAge: days90 });
}

/** The guest's cart in a request's headers, for route handlers. */
export function cartCookieOf(headers: Headers): CartId | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name() && isGuestCartId(value)) return value;
  }
  return null;
}

/** The Set-Cookie line that forgets it. */
export function forgetCartCookie(): string {
  const secure = attributes().secure ? '; Secure' : '';
  return `${name()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`;
}
