import type { BillingDetails } from './method-form';

/** Options of `elements.create('payment', …)` (docs.stripe.com/js/elements_object/create_payment_element). */
type FieldChoice = 'auto' | 'never' | 'always' | 'if_required';

export interface BillingFields {
  name?: FieldChoice;
  email?: FieldChoice;
  phone?: FieldChoice;
  address?: FieldChoice | Partial<Record<AddressField, FieldChoice>>;
}

export type AddressField = 'country' | 'postalCode' | 'state' | 'city' | 'line1' | 'line2';

export interface PaymentElementOptions {
  layout?:
    | string
    | {
        type?: string;
        defaultCollapsed?: boolean;
        radios?: string;
        spacedAccordionItems?: boolean;
      };
  defaultValues?: {
    billingDetails?: BillingDetails;
  };
  business?: { name?: string };
  paymentMethodOrder?: string[];
  fields?: { billingDetails?: FieldChoice | BillingFields };
  readOnly?: boolean;
  terms?: { card?: string; usBankAccount?: string };
}

/** What the page wants done with one billing field; `auto` unless it says otherwise. */
export function fieldChoice(
  options: PaymentElementOptions,
  field: 'name' | 'email' | 'phone' | AddressField,
): FieldChoice {
  const billing = options.fields?.billingDetails;
  if (typeof billing === 'string') return billing;
  if (field === 'name' || field === 'email' || field === 'phone') return billing?.[field] ?? 'auto';
  const address = billing?.address;
  if (typeof address === 'string') return address;
  return address?.[field] ?? 'auto';
}

export interface Layout {
  type: 'tabs' | 'accordion';
  defaultCollapsed: boolean | undefined;
  radios: 'always' | 'auto' | 'if_multiple' | 'never';
  spaced: boolean;
}

/** `layout` in its one full form; accordion is the default since the basil train. */
export function readLayout(layout: PaymentElementOptions['layout']): Layout {
  const given = typeof layout === 'object' ? layout : { type: layout };
  return {
    type: given.type === 'tabs' ? 'tabs' : 'accordion',
    defaultCollapsed: 'defaultCollapsed' in given ? given.defaultCollapsed : undefined,
    radios: (('radios' in given ? given.radios : undefined) ?? 'auto') as Layout['radios'],
    spaced: 'spacedAccordionItems' in given && given.spacedAccordionItems === true,
  };
}
