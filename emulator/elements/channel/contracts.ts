/** The vocabularies of the three frames that Stripe.js talks to. */
import type { ApiResult } from '../api-client/api-error';
import type { PublicIntent } from '../api-client/intents';
import type { Appearance } from '../appearance/appearance';
import type { FontSource } from '../appearance/fonts';
import type { PaymentElementOptions } from '../payment-frame/options';

/** `elements()` options that the frame needs, without functions and without the key. */
export interface GroupOptions {
  clientSecret?: string;
  mode?: 'payment' | 'setup' | 'subscription';
  amount?: number;
  currency?: string;
  setupFutureUsage?: string | null;
  captureMethod?: string;
  onBehalfOf?: string;
  paymentMethodConfiguration?: string;
  allowedPaymentMethodTypes?: string[];
  excludedPaymentMethodTypes?: string[];
  /** `external_…`: methods of the page's own, which Stripe has no part in. */
  externalPaymentMethodTypes?: string[];
  /** `payment` is another name for `options`. */
  customPaymentMethods?: { id: string; options?: CustomMethod; payment?: CustomMethod }[];
  paymentMethodCreation?: string;
  paymentMethodOptions?: {
    card?: { require_cvc_recollection?: boolean };
    us_bank_account?: { verification_method?: string };
  };
  customerSessionClientSecret?: string;
  appearance?: Appearance;
  fonts?: FontSource[];
}

interface CustomMethod {
  type?: string;
  subtitle?: string;
}

/** What a deferred group said of its intent; undefined where it said nothing. */
export interface ExpectedIntent {
  amount?: number | undefined;
  currency?: string | undefined;
  setupFutureUsage?: string | null | undefined;
  captureMethod?: string | undefined;
  /** The methods that it named. */
  types?: string[] | undefined;
}

export interface ConfirmAsk {
  kind: 'setup' | 'payment';
  clientSecret: string;
  /** `confirmParams` as the page gave them, in the API's own names. */
  params: Record<string, unknown>;
  /** Set for a deferred group, whose intent must be made as the group announced it. */
  expected: ExpectedIntent | null;
}

export interface ChangePayload {
  empty: boolean;
  complete: boolean;
  collapsed: boolean;
  value: {
    type: string;
    billingDetails?: { address: { country?: string | null; postalCode?: string | null } };
    /** The checkbox that keeps new details, where there is one. */
    savePaymentMethod?: boolean;
    /** The saved method that is chosen. */
    payment_method?: { id: string; type: string; billing_details: object };
  };
}

/** What kind of card it is; null as long as the digits don't tell. */
export interface CardDetails {
  brands: string[] | null;
  funding: string | null;
}

/** `carddetailschange`: no details while they load, and for what is no card. */
export interface CardDetailsPayload {
  loading: boolean;
  details?: CardDetails;
}

/** A declined intent's error, shown in the form after the bank's page has closed. */
export interface DeclineNotice {
  code?: string;
  declineCode?: string;
  message?: string;
}

export interface PaymentFrameContract {
  requests: {
    init: {
      ask: { group: GroupOptions; options: PaymentElementOptions };
      answer: ApiResult<object>;
    };
    updateGroup: { ask: GroupOptions & { locale?: string }; answer: ApiResult<object> };
    updateElement: { ask: PaymentElementOptions; answer: null };
    refresh: { ask: null; answer: ApiResult<object> };
    submit: { ask: null; answer: ApiResult<{ selectedPaymentMethod: string }> };
    confirm: { ask: ConfirmAsk; answer: ApiResult<{ intent: PublicIntent }> };
    create: {
      ask: {
        path: '/v1/payment_methods' | '/v1/confirmation_tokens';
        params: Record<string, unknown>;
      };
      answer: ApiResult<{ object: object }>;
    };
    showDecline: { ask: DeclineNotice; answer: null };
    focus: { ask: null; answer: null };
    blur: { ask: null; answer: null };
    clear: { ask: null; answer: null };
    collapse: { ask: null; answer: null };
    /** What came of a service that the frame had the page do. */
    served: { ask: { id: number; answer?: unknown; problem?: string }; answer: null };
  };
  events: {
    change: ChangePayload;
    focus: null;
    blur: null;
    escape: null;
    invalid: boolean;
    resize: { height: number };
    cardDetails: CardDetailsPayload;
    methods: { types: string[] };
    /** A saved method was changed or removed by the buyer, or that failed. */
    saved: {
      event: 'savedpaymentmethodupdate' | 'savedpaymentmethodremove';
      success: boolean;
      error?: string;
      payment_method: { id: string; type: string; billing_details: object };
    };
    /** Something only the page can do, by name; answered with `served`. */
    service: { id: number; service: string; payload: unknown };
  };
}

export interface ControllerContract {
  requests: {
    call: {
      ask: { method: 'GET' | 'POST'; path: string; params: Record<string, unknown> };
      answer: ApiResult<{ object: object }>;
    };
  };
  events: Record<string, never>;
}

export interface ChallengeFrameContract {
  requests: {
    open: { ask: { url: string; dark: boolean | null; locale: string }; answer: null };
  };
  events: {
    /** The bank has its answer, or the buyer closed the window. */
    done: { outcome: 'answered' | 'closed' };
  };
}
