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
  wallets?: { link?: 'auto' | 'never' };
  layout?:
    | string
    | {
        type?: string;
        defaultCollapsed?: boolean;
        radios?: string;
        spacedAccordionItems?: boolean;
        visibleAccordionItemsCount?: number;
        paymentMethodLogoPosition?: string;
      };
  defaultValues?: {
    billingDetails?: BillingDetails;
    /** Networks the page would rather use for a card that has more than one. */
    card?: { network?: string[] };
  };
  business?: { name?: string };
  paymentMethodOrder?: string[];
  /** For all methods, and by method: under its type, `us_bank_account`, unlike in `terms`. */
  fields?: { billingDetails?: FieldChoice | BillingFields } & Partial<
    Record<string, { billingDetails?: FieldChoice | BillingFields }>
  >;
  readOnly?: boolean;
  terms?: { card?: string; usBankAccount?: string };
}

/**
 * What the page wants done with one billing field: for this payment method, else for all, else
 * `auto`.
 */
export function fieldChoice(
  options: PaymentElementOptions,
  field: 'name' | 'email' | 'phone' | AddressField,
  method?: string,
): FieldChoice {
  const own = method ? readChoice(options.fields?.[method]?.billingDetails, field) : undefined;
  return own ?? readChoice(options.fields?.billingDetails, field) ?? 'auto';
}

function readChoice(
  billing: FieldChoice | BillingFields | undefined,
  field: 'name' | 'email' | 'phone' | AddressField,
): FieldChoice | undefined {
  if (billing === undefined || typeof billing === 'string') return billing;
  if (field === 'name' || field === 'email' || field === 'phone') return billing[field];
  const { address } = billing;
  return typeof address === 'string' ? address : address?.[field];
}

export interface Layout {
  type: 'tabs' | 'accordion';
  defaultCollapsed: boolean | undefined;
  radios: 'always' | 'auto' | 'if_multiple' | 'never';
  spaced: boolean;
  /** How many methods of an accordion are in sight at first; Infinity for all. */
  visible: number;
  logoPosition: 'start' | 'end';
}

/** `layout` in its one full form; `fallback` shows where the page leaves the choice. */
export function readLayout(
  layout: PaymentElementOptions['layout'],
  fallback: Layout['type'],
): Layout {
  const given = typeof layout === 'object' ? layout : { type: layout };
  const all: Exclude<PaymentElementOptions['layout'], string | undefined> = given;
  return {
    type: given.type === 'tabs' || given.type === 'accordion' ? given.type : fallback,
    defaultCollapsed: all.defaultCollapsed,
    radios: (all.radios ?? 'auto') as Layout['radios'],
    spaced: all.spacedAccordionItems === true,
    // Five unless told otherwise, and all when told 0 (docs.stripe.com/js/elements_object).
    visible: (all.visibleAccordionItemsCount ?? 5) || Infinity,
    logoPosition: all.paymentMethodLogoPosition === 'end' ? 'end' : 'start',
  };
}

type LayoutOption = PaymentElementOptions['layout'];

/** A new layout with what can't be changed taken from the one before. */
export function keepFixed(layout: LayoutOption, before: LayoutOption): LayoutOption {
  const asObject = (given: LayoutOption): Exclude<LayoutOption, string | undefined> =>
    typeof given === 'object' ? given : { ...(given === undefined ? {} : { type: given }) };
  const { defaultCollapsed, paymentMethodLogoPosition } = asObject(before);
  return {
    ...asObject(layout),
    ...(defaultCollapsed === undefined ? {} : { defaultCollapsed }),
    ...(paymentMethodLogoPosition === undefined ? {} : { paymentMethodLogoPosition }),
  };
}

/** Payment method types in the page's order; those it does not name come last, as they were. */
export function inOrder(types: string[], order: string[] = []): string[] {
  const rank = (type: string): number => {
    const index = order.indexOf(type);
    return index < 0 ? order.length : index;
  };
  return [...types].sort((one, other) => rank(one) - rank(other));
}
