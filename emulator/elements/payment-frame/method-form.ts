import type { ApiError } from '../api-client/api-error';
import type { CardDetails, DeclineNotice } from '../channel/contracts';

/** The fields of one payment method. A new method is one more implementation of this. */
export interface MethodForm {
  readonly type: string;
  readonly element: HTMLElement;
  /** Legal words, drawn under all else. */
  readonly terms?: HTMLElement | null;
  /** Set for a method that exists already: its id is sent, and nothing else. */
  readonly saved?: { id: string; cvc: string | null; method: object };
  state(): { empty: boolean; complete: boolean; invalid: boolean };
  /** Shows every problem, focuses the first bad field and answers its error; null when all is well. */
  submit(): ApiError | null;
  /** `payment_method_data` for the API, in its own names. */
  data(): { type: string; billing_details: BillingDetails; [field: string]: unknown };
  /** The address as far as it is asked for; for the `change` event. */
  address(): { country?: string | null; postalCode?: string | null } | null;
  /** Of a card: what kind it is. */
  cardDetails?(): CardDetails | undefined;
  /** The API took the details, with these billing details of the page's. */
  accepted?(given: BillingDetails): Promise<void>;
  showDecline(notice: DeclineNotice): void;
  setReadOnly(readOnly: boolean): void;
  focus(): void;
  clear(): void;
  /** What was typed, to fill a form built anew (another language, other options). */
  values(): Record<string, string>;
  restore(values: Record<string, string>): void;
}

export interface BillingDetails {
  name?: string;
  email?: string;
  phone?: string;
  address?: {
    country?: string;
    postal_code?: string;
    state?: string;
    city?: string;
    line1?: string;
    line2?: string;
  };
}
