/**
 * Values of Stripe's test mode that say how the verification of a person or company ends
 * (docs.stripe.com/connect/testing), and nothing else of the numbers that prove an identity.
 */

const secretNumbers = new Set([
  'id_number',
  'id_number_secondary',
  'ssn_last_4',
  'tax_id',
  'vat_id',
]);

const testNumbers = new Set([
  '000000000',
  '000000001',
  '111111111',
  '111111112',
  '111111113',
  '222222222',
  '0000',
]);

/** What stands for a number that was given and is not kept. */
const GIVEN = 'provided';

/** The same data with every identity number that is not a published test value left out. */
export function withoutNumbers(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (secretNumbers.has(name)) return [name, kept(value)];
      const hash = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [name, hash ? withoutNumbers(value as Record<string, unknown>) : value];
    }),
  );
}

function kept(value: unknown): string {
  return typeof value === 'string' && testNumbers.has(value) ? value : GIVEN;
}
