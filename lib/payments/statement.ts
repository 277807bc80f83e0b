/**
 * What the buyer reads on the bank statement for a direct charge: the seller's prefix, which stands
 * in the settings of the connected account, and the order's number as suffix; 22 characters in all.
 * https://docs.stripe.com/get-started/account/statement-descriptors
 */
export function statementText(sellerName: string, orderNumber: string): string {
  return `${statementPrefix(sellerName)}* ${orderNumber}`;
}

/** A seller's statement prefix: 2 to 10 Latin capitals, digits or spaces, of which one a letter. */
export function statementPrefix(sellerName: string): string {
  const prefix = sellerName
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase()
    .slice(0, 10)
    .trim();
  return /[A-Z]/.test(prefix) && prefix.length >= 2 ? prefix : 'SOUK';
}
