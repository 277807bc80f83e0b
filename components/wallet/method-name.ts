import type { SavedMethodView } from '@/lib/model/views';

type Named = Pick<SavedMethodView, 'brandName' | 'last4'>;

/** How a saved method is called everywhere, e.g. `Visa ending in 4242`. */
export function methodName({ brandName, last4 }: Named): string {
  return `${brandName} ending in ${last4}`;
}

/** `12/2034`, or words when the date matters. */
export function expiryText(method: SavedMethodView): string {
  if (method.type === 'us_bank_account') return 'Bank account';
  const date = `${String(method.expMonth).padStart(2, '0')}/${method.expYear}`;
  if (method.expired) return `Expired ${date}`;
  return method.expiresSoon ? `Expires soon, ${date}` : `Expires ${date}`;
}
