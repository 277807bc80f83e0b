import type { CartId } from '../model/ids';
import { randomCharacters } from '../store/new-id';

/** A cart id that also is the secret which a guest holds it by: 130 random bits. */
export function newCartId(): CartId {
  return `cart_${randomCharacters(26)}` as CartId;
}

export function isGuestCartId(value: string | undefined): value is CartId {
  return value !== undefined && /^cart_[0-9a-z]{26}$/.test(value);
}
