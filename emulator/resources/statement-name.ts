/**
 * A name as it may stand on a bank statement: 5 to 22 characters with a letter among them, without
 * `< > \ ' " *` (docs.stripe.com/get-started/account/statement-descriptors).
 */
export function statementName(name: string): string {
  const text = name
    .replaceAll(/[<>\\'"*]/g, '')
    .toUpperCase()
    .slice(0, 22)
    .trim();
  return /[A-Z]/.test(text) ? text.padEnd(5, ' SHOP') : 'TEST SELLER';
}
