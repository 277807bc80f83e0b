import { fieldChoice, type PaymentElementOptions } from '../payment-frame/options';

const wireNames = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  line1: 'address.line1',
  line2: 'address.line2',
  city: 'address.city',
  state: 'address.state',
  country: 'address.country',
  postalCode: 'address.postal_code',
} as const;

/**
 * The first billing detail the page said it would pass itself (`fields: 'never'`, for all methods or
 * for the chosen one) and did not, as the path under `billing_details`; null when nothing is missing.
 */
export function missingBillingDetails(
  options: PaymentElementOptions,
  method: string | undefined,
  params: Record<string, unknown>,
): string | null {
  const data = params.payment_method_data as
    { billing_details?: Record<string, unknown> } | undefined;
  const details = data?.billing_details ?? {};
  const address = (details.address ?? {}) as Record<string, unknown>;
  for (const [field, path] of Object.entries(wireNames)) {
    if (fieldChoice(options, field as keyof typeof wireNames, method) !== 'never') continue;
    const [first = '', second] = path.split('.');
    const value = second ? address[second] : details[first];
    if (value === undefined) return path;
  }
  return null;
}
