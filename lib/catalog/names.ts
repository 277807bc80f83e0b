import type { VariantId } from '../model/ids';

/** The shape of a name in an address. What has another shape is not looked for. */
export function isSlug(text: string): boolean {
  return text.length <= 80 && /^[a-z0-9-]+$/.test(text);
}

/** The shape of a variant's id, as `newId` makes them. */
export function isVariantId(text: string): text is VariantId {
  return /^var_[0-9a-z]{20}$/.test(text);
}
