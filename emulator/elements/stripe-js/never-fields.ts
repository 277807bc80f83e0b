import { fieldChoice, type PaymentElementOptions } from '../payment-frame/options';
import { IntegrationError } from './integration-error';

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
function missingBillingDetails(
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

/**
 * Throws for a billing detail that the page said it would pass itself and did not. `place` is where
 * the method takes it.
 */
export function checkBillingDetails(
  { options, chosen }: { options: PaymentElementOptions; chosen: string | undefined },
  params: Record<string, unknown>,
  method: string,
  place: string,
): void {
  const missing = missingBillingDetails(options, chosen, params);
  if (!missing) return;
  throw new IntegrationError(
    `You specified "never" for fields.billing_details.${missing} when creating the payment Element, but did not pass ${place}.billing_details.${missing} when calling stripe.${method}(). If you opt out of collecting data via the payment Element using the fields option, the data must be passed in when calling stripe.${method}().`,
  );
}
