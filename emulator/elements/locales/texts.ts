import type { FieldCode } from '../card/check';

/** Everything a frame says, in one language. English is whole; others may leave parts out. */
export interface Texts {
  fields: {
    number: string;
    expiry: string;
    cvc: string;
    country: string;
    zip: string;
    postalCode: string;
    name: string;
    namePlaceholder: string;
  };
  problems: Record<FieldCode, string>;
  /** By the API's `decline_code` or `code`; what is missing keeps the API's own words. */
  declines: Readonly<Record<string, string>>;
  methods: {
    picker: string;
    more: string;
    card: string;
    usBankAccount: string;
    /** For a method that only a Dashboard could name. */
    custom: string;
    redirect: string;
    /** Where the buyer has chosen none and submits. */
    choose: string;
  };
  /** What the buyer saved before. `{method}` is a name such as `Visa •••• 4242`. */
  saved: {
    list: string;
    another: string;
    /** The checkbox that keeps new details. */
    keep: string;
    edit: string;
    editing: string;
    save: string;
    remove: string;
    removing: string;
    question: string;
    cancel: string;
    failed: string;
  };
  /** `{business}` is replaced; `thisBusiness` stands in where there is no name. */
  terms: { card: string; thisBusiness: string };
  /** Before the marks of brands, and over the choice between a co-branded card's two. */
  brands: { supported: string; choose: string };
  loadError: string;
  challenge: {
    title: string;
    close: string;
    loading: string;
    slow: string;
    again: string;
  };
}
