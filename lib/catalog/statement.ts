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

/** The name that stands on statements: the one a seller chose, else one made of the shop's. */
export function statementNameOf(seller: {
  readonly slug: string;
  readonly statementName: string | null;
}): string {
  return seller.statementName ?? statementPrefix(seller.slug);
}
