/** Options of the Address Element (docs.stripe.com/js/elements_object/create_address_element). */
export interface Contact {
  name: string;
  phone?: string;
  address: PostalAddress;
}

/** An address in the API's names. */
export interface PostalAddress {
  line1: string;
  line2?: string | null;
  city: string;
  state: string;
  postal_code: string;
  country: string;
}

export interface AddressOptions {
  mode?: 'shipping' | 'billing';
  allowedCountries?: string[] | null;
  autocomplete?: { mode?: string; apiKey?: string };
  blockPoBox?: boolean;
  contacts?: Contact[];
  defaultValues?: {
    name?: string | null;
    firstName?: string | null;
    lastName?: string | null;
    phone?: string | null;
    address?: { [field in keyof PostalAddress]?: string | null };
  };
  fields?: { phone?: 'always' | 'never' | 'auto'; name?: 'never' | 'auto' };
  validation?: { phone?: { required?: 'always' | 'never' | 'auto' } };
  display?: { name?: 'full' | 'split' | 'organization' };
}

/** `value` of the `change` event and of `getValue()`. */
export interface AddressValue {
  name: string;
  firstName?: string;
  lastName?: string;
  address: {
    line1: string;
    line2: string | null;
    city: string;
    state: string;
    postal_code: string;
    country: string;
  };
  phone?: string;
}
