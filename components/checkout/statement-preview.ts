/**
 * What a bank will print for a charge of this seller, before its order has a number. Banks print at
 * most 22 characters of plain Latin script, "prefix* suffix".
 * https://docs.stripe.com/get-started/account/statement-descriptors
 */
export function statementPreview(seller: string): string {
  const plain = seller
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]|[<>\\'"*]/g, '')
    .toUpperCase()
    .slice(0, 22 - '* SK-XXXXXX'.length)
    .trim();
  return `${plain}* SK-…`;
}
