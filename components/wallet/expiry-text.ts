import type { Words } from '@/lib/language/words';
import { methodTypeName } from '@/lib/model/method-type';
import type { SavedMethodView } from '@/lib/model/views';

/** `Expires 12/2034`, or words when the date matters; the bank or the type, for what does not expire. */
export function expiryText(method: SavedMethodView, t: Words<'cards'>): string {
  if (method.expMonth === null) {
    return method.bankName ?? methodTypeName(method.type, t) ?? t('method');
  }
  const date = `${String(method.expMonth).padStart(2, '0')}/${method.expYear}`;
  if (method.expired) return t('expired', { date });
  return t(method.expiresSoon ? 'expiresSoon' : 'expires', { date });
}
