/**
 * Options of the Link Authentication Element
 * (docs.stripe.com/js/elements_object/create_link_authentication_element).
 */
export interface LinkOptions {
  defaultValues?: { email?: string };
}
