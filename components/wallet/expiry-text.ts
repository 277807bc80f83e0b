import type { SavedMethodView } from '@/lib/model/views';

/** `12/2034`, or words when the date matters. */
export function expiryText(method: SavedMethodView): string {
  if (method.type === 'us_bank_account') return 'Bank account';
  const date = `${String(method.expMonth).padStart(2, '0')}/${method.expYear}`;
  if (method.expired) return `Expired ${date}`;
  return method.expiresSoon ? `Expires soon, ${date}` : `Expires ${date}`;
}
