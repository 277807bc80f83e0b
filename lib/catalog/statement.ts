/**
 * A seller's name as it stands on the buyer's statement, before the order's number: at most ten
 * Latin capitals, whole words. https://docs.stripe.com/get-started/account/statement-descriptors
 */
export function statementPrefix(sellerSlug: string): string {
  let prefix = '';
  for (const word of sellerSlug.toUpperCase().split('-')) {
    const longer = prefix ? `${prefix} ${word}` : word;
    if (longer.length > 10) break;
    prefix = longer;
  }
  return prefix.replace(/ AND$/, '') || sellerSlug.toUpperCase().replaceAll('-', '').slice(0, 10);
}
