import { methodTypeName } from '@/lib/model/method-type';
import type { SavedMethodView } from '@/lib/model/views';

/** `Expires 12/2034`, or words when the date matters; the bank or the type, for what does not expire. */
export function expiryText(method: SavedMethodView): string {
  if (method.expMonth === null) {
    return method.bankName ?? methodTypeName(method.type) ?? 'Payment method';
  }
  const date = `${String(method.expMonth).padStart(2, '0')}/${method.expYear}`;
  if (method.expired) return `Expired ${date}`;
  return method.expiresSoon ? `Expires soon, ${date}` : `Expires ${date}`;
}
