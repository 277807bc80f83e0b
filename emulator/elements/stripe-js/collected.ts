import type { ApiError } from '../api-client/api-error';
import type { BillingFields, PaymentElementOptions } from '../payment-frame/options';
import { addressDetails, type AddressElement } from './address-element';
import type { LinkElement } from './link-element';

/** The Elements of a group that ask for what the Payment Element would ask for otherwise. */
export interface Collectors {
  billing: AddressElement | null;
  shipping: AddressElement | null;
  link: LinkElement | null;
}

/** The Payment Element's options, less the fields that others of the group have. */
export function withoutCollected(
  options: PaymentElementOptions,
  { billing, link }: Collectors,
): PaymentElementOptions {
  if (!billing && !link) return options;
  const given = options.fields?.billingDetails;
  const before = typeof given === 'string' ? allAre(given) : (given ?? {});
  const billingDetails: BillingFields = {
    ...before,
    ...(billing ? { name: 'never', phone: 'never', address: 'never' } : {}),
    ...(link ? { email: 'never' } : {}),
  };
  return { ...options, fields: Object.assign({}, options.fields, { billingDetails }) };
}

function allAre(choice: NonNullable<BillingFields['name']>): BillingFields {
  return { name: choice, email: choice, phone: choice, address: choice };
}

/** The parameters of a confirmation with what was collected under the page's own. */
export function withCollected(
  params: Record<string, unknown>,
  kind: 'setup' | 'payment',
  { billing, shipping, link }: Collectors,
): Record<string, unknown> {
  const data = (params.payment_method_data ?? {}) as { billing_details?: Record<string, unknown> };
  const given = data.billing_details ?? {};
  const email = link?.current?.complete ? link.current.value.email : undefined;
  const details = addressDetails(billing?.current ?? null);
  const delivery = addressDetails(shipping?.current ?? null);
  const collected: Record<string, unknown> = { ...details, ...(email ? { email } : {}) };
  const billingDetails = {
    ...collected,
    ...given,
    ...(details
      ? { address: { ...(details.address as object), ...(given.address as object) } }
      : {}),
  };
  return {
    ...(kind === 'payment' && delivery ? { shipping: delivery } : {}),
    ...params,
    ...(Object.keys(collected).length
      ? { payment_method_data: { ...data, billing_details: billingDetails } }
      : {}),
  };
}

/** Checks every collector, last on the page first, so that the focus ends at the first problem. */
export async function checkCollectors(collectors: Collectors): Promise<ApiError | null> {
  let first: ApiError | null = null;
  for (const element of [collectors.shipping, collectors.billing, collectors.link]) {
    first = (await element?.problem()) ?? first;
  }
  return first;
}
