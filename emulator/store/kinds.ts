import type Stripe from 'stripe';
import type { InvoicePreview } from '../billing/kept-preview';
import type { InvoicedIntent, InvoiceHidden, SubscriptionHidden } from '../billing/records';
import type { AccountHidden, AccountLinkRecord, LoginLinkRecord } from '../resources/account-state';
import type { BalanceSettingsRecord } from '../resources/balance-settings';
import type { CashBalanceRecord } from '../resources/cash-ledger';
import type { ConfirmationTokenHidden, TokenContents } from '../resources/token-contents';
import type { LinkConsumer } from '../resources/link-consumers';
import type { CurrencyOptions } from '../resources/price-shape';
import type { Challenge } from '../rules/challenge';
import type { SystemKinds } from './system-kinds';

/**
 * What a card's set-up left behind. It travels with the card when it is cloned, which is why a
 * clone can be charged off session without a new authentication
 * (docs.stripe.com/strong-customer-authentication/connect-platforms).
 */
export interface CardSetUp {
  /** True when the buyer passed 3D Secure while setting the card up. */
  readonly authenticated: boolean;
  readonly usage: 'off_session' | 'on_session';
  /** The country whose rules drove the set-up: that of `on_behalf_of`, else of the account. */
  readonly country: string;
  readonly onBehalfOf: string | null;
}

/**
 * What a PaymentMethod without a Customer is still good for. An attached one is always `fresh`.
 * `set_up`: set up without a Customer, may be attached or cloned once. `attach_only`: paid with
 * `setup_future_usage` and no Customer, may be attached. `consumed`: for nothing.
 */
export type PaymentMethodUse = 'fresh' | 'set_up' | 'attach_only' | 'consumed';

/** What Stripe knows of a bank account and never shows. */
export interface BankHidden {
  /** Which row of `rules/banks/test-banks.ts` it is. Never an account number. */
  readonly account: string;
  /** Whether it was seen to be the buyer's: linked, or its micro-deposits were told. */
  readonly verified: boolean;
  /** Of one saved as a BankAccount (`ba_…`): what only that object shows. */
  readonly saved?: SavedBank;
}

/** What a BankAccount has beyond the PaymentMethod of its id. */
export interface SavedBank {
  /** What the holder said of the account, which need not have been given. */
  readonly holderType: string | null;
  readonly accountType: string | null;
  /** How often wrong sums were told. */
  readonly failures: number;
}

/** What a bank account that a browser or a server links has been told so far. */
export interface LinkHidden {
  /** The intent the account is for; null for one of its own, or one that is still to come. */
  readonly intent: string | null;
  readonly billing: Stripe.PaymentMethod.BillingDetails;
  /** An account whose numbers were typed: no Financial Connections account. */
  readonly manual: ManualAccount | null;
}

/** An account typed into a browser, reduced to what is needed to use it. */
export interface ManualAccount {
  readonly id: string;
  /** Which row of `rules/banks/test-banks.ts` it is. */
  readonly account: string;
}

/** Micro-deposits on their way to an account, or there. */
export interface Microdeposits {
  readonly type: 'amounts' | 'descriptor_code';
  /** How often a wrong answer was given. */
  readonly failures: number;
  /** Ten days after they were sent, in Unix seconds. */
  readonly expires: number;
}

/** What Stripe knows of a PaymentMethod and never shows. */
export interface PaymentMethodHidden {
  /** Which row of `rules/test-cards.ts` this card is; empty for a bank account. Never a card number. */
  readonly card: string;
  readonly bank?: BankHidden;
  readonly use: PaymentMethodUse;
  /** The intent whose running attempt (`requires_action`) has this PaymentMethod. */
  readonly heldBy: string | null;
  readonly setUp: CardSetUp | null;
  /** Whether a CVC or postal code was given, and so can be checked at attach or charge. */
  readonly gaveCvc: boolean;
  readonly gavePostalCode: boolean;
  /** The platform's PaymentMethod that this one was cloned from. Only the dashboard tells it. */
  readonly clonedFrom?: string;
}

/** What a confirmed intent remembers while the buyer is at the bank's 3D Secure page. */
export interface IntentHidden {
  /** The running 3D Secure challenge, `src_…`. */
  readonly challenge: string | null;
  readonly returnUrl: string | null;
  /** What was agreed to, for the mandate that success leaves. */
  readonly mandateData?: Stripe.Emptyable<Stripe.PaymentIntentConfirmParams.MandateData>;
  /** The mandate this payment is made under. */
  readonly mandate?: string;
  readonly radarSession?: string;
  /** What the first of several captures named, which each later one must name as well. */
  readonly firstCapture?: { readonly fee: boolean; readonly share: boolean };
  /** The one payment that a SetupIntent's mandate is for, in minor units. */
  readonly singleUse?: Stripe.Mandate.SingleUse;
  /** What the customer's cash balance has paid of it so far, in minor units. */
  readonly funded?: number;
  /** What a bank account is being verified with. */
  readonly microdeposits?: Microdeposits;
}

/** What a refund was asked to do once there is money for it. */
export interface RefundHidden {
  /** Whether the application fee is returned with it. */
  readonly returnsFee: boolean;
  /** Whether the transfer of a destination charge is reversed with it. */
  readonly reversesTransfer?: boolean;
}

/** What Stripe knows of a Source and never shows. */
export interface SourceHidden {
  /** The platform's Source or Card that this one was cloned from. Only the dashboard tells it. */
  readonly clonedFrom?: string;
  /** How the holder of a debited account hears of debits, as its mandate says. */
  readonly notification?: string;
}

/** What a payout knows of its end before it is there. */
export interface PayoutHidden {
  /** Why the bank will refuse it, as its test account number says; null when it will arrive. */
  readonly failure: string | null;
  /** The balance transactions an automatic payout pays out; empty for a manual one. */
  readonly transactions: readonly string[];
}

/** Which endpoints an event has not reached yet; `pending_webhooks` is their number. */
export interface EventHidden {
  readonly unreached: readonly string[];
  /**
   * Of one that something waits for, where an endpoint has failed: those that are still to be tried, and
   * since when there are none other; Unix seconds.
   */
  readonly heard?: { readonly failing: readonly string[]; readonly since: number };
}

/** What Stripe knows of a webhook endpoint and shows once or never. */
export interface WebhookEndpointHidden {
  readonly secret: string;
  /** Hears of the platform's connected accounts, and not of the platform. */
  readonly connect: boolean;
  /** Made for `--forward-to`: there for as long as the emulator is started with it. */
  readonly forwarded?: boolean;
  /** Rolled secrets that still sign beside the new one, until a time in Unix milliseconds. */
  readonly retired?: readonly { readonly secret: string; readonly until: number }[];
  /** When deliveries began to fail without one success since, in Unix milliseconds. */
  readonly failingSince?: number | null;
}

/**
 * What the emulator keeps, by kind: the wire object as the SDK types it, and beside it the hidden
 * state that real Stripe has and never shows (what a test card does, whether a PaymentMethod is
 * consumed). `null` where a kind hides nothing.
 *
 * Accounts (the platform's own and its connected ones) are kept among the **platform's** objects:
 * `context.as(context.platform).records.get('account', id)`. All else is kept in the account that
 * owns it.
 */
export interface Kinds extends SystemKinds {
  /** The platform's own hides nothing. */
  account: { object: Stripe.Account; hidden: AccountHidden | null };
  account_link: { object: AccountLinkRecord; hidden: null };
  /** Which PaymentIntent an item belongs to, and where it stands among its items. */
  amount_details_line_item: {
    object: Stripe.PaymentIntentAmountDetailsLineItem;
    hidden: { intent: string; position: number };
  };
  application_fee: { object: Stripe.ApplicationFee; hidden: null };
  balance_settings: { object: BalanceSettingsRecord; hidden: null };
  balance_transaction: { object: Stripe.BalanceTransaction; hidden: null };
  cash_balance: { object: CashBalanceRecord; hidden: null };
  challenge: { object: Challenge; hidden: null };
  charge: { object: Stripe.Charge; hidden: null };
  confirmation_token: { object: Stripe.ConfirmationToken; hidden: ConfirmationTokenHidden };
  /** Its `id` is its secret; Stripe gives it no other. */
  customer_session: { object: Stripe.CustomerSession & { id: string }; hidden: null };
  /** A deleted customer's last state stays, so that `GET` can answer with the deleted stub. */
  customer: { object: Stripe.Customer; hidden: { deleted: boolean } };
  dispute: { object: Stripe.Dispute; hidden: null };
  customer_cash_balance_transaction: {
    object: Stripe.CustomerCashBalanceTransaction;
    hidden: null;
  };
  customer_balance_transaction: { object: Stripe.CustomerBalanceTransaction; hidden: null };
  early_fraud_warning: { object: Stripe.Radar.EarlyFraudWarning; hidden: null };
  /** Without its secret, which is told once. */
  ephemeral_key: { object: Stripe.EphemeralKey; hidden: null };
  event: { object: Stripe.Event; hidden: EventHidden | null };
  /** Without its contents. */
  file: { object: Stripe.File; hidden: null };
  financial_connections_account: {
    object: Stripe.FinancialConnections.Account;
    /** Which row of `rules/banks/test-banks.ts` it is, and the session it was linked in. */
    hidden: {
      account: string;
      session: string;
      /** The readings of its transactions, oldest first. */
      refreshes?: readonly string[];
    };
  };
  financial_connections_ownership: {
    object: Stripe.FinancialConnections.AccountOwnership;
    hidden: null;
  };
  financial_connections_session: {
    object: Stripe.FinancialConnections.Session;
    hidden: LinkHidden;
  };
  financial_connections_transaction: {
    object: Stripe.FinancialConnections.Transaction;
    hidden: null;
  };
  /** Kept on the platform, beside its application fee. */
  fee_refund: { object: Stripe.FeeRefund; hidden: null };
  link_consumer: { object: LinkConsumer; hidden: null };
  invoice: { object: Stripe.Invoice; hidden: InvoiceHidden };
  invoice_payment: { object: Stripe.InvoicePayment; hidden: null };
  /** Which payment of which invoice a PaymentIntent makes, by the PaymentIntent's id. */
  /** What was previewed, for as long as it can be looked at. */
  invoice_preview: { object: InvoicePreview; hidden: null };
  invoiced_intent: { object: InvoicedIntent; hidden: null };
  invoiceitem: { object: Stripe.InvoiceItem; hidden: null };
  login_link: { object: LoginLinkRecord; hidden: null };
  mandate: { object: Stripe.Mandate; hidden: null };
  payment_intent: { object: Stripe.PaymentIntent; hidden: IntentHidden };
  payment_method: { object: Stripe.PaymentMethod; hidden: PaymentMethodHidden };
  payment_method_configuration: { object: Stripe.PaymentMethodConfiguration; hidden: null };
  payment_method_domain: { object: Stripe.PaymentMethodDomain; hidden: null };
  person: { object: Stripe.Person; hidden: null };
  payout: { object: Stripe.Payout; hidden: PayoutHidden };
  price: { object: Stripe.Price; hidden: PriceHidden };
  /** A deleted product's last state stays, for what was sold by it. */
  product: { object: Stripe.Product; hidden: { deleted: boolean } };
  refund: { object: Stripe.Refund; hidden: RefundHidden };
  setup_attempt: { object: Stripe.SetupAttempt; hidden: null };
  setup_intent: { object: Stripe.SetupIntent; hidden: IntentHidden };
  /** One of a card is a PaymentMethod of the same id at once. */
  source: { object: Stripe.Source; hidden: SourceHidden };
  source_transaction: { object: Stripe.SourceTransaction; hidden: null };
  subscription: { object: Stripe.Subscription; hidden: SubscriptionHidden };
  subscription_item: { object: Stripe.SubscriptionItem; hidden: null };
  tax_id: { object: Stripe.TaxId; hidden: null };
  token: { object: Stripe.Token; hidden: TokenContents };
  'test_helpers.test_clock': { object: Stripe.TestHelpers.TestClock; hidden: null };
  transfer: { object: Stripe.Transfer; hidden: null };
  /** Kept beside its transfer, whose embedded list shows the latest ten. */
  transfer_reversal: { object: Stripe.TransferReversal; hidden: null };
  webhook_endpoint: { object: Stripe.WebhookEndpoint; hidden: WebhookEndpointHidden };
}

/** What Stripe knows of a Price and shows on request, or not at all. */
interface PriceHidden {
  readonly options: CurrencyOptions;
  /** Deleted as the Plan that it was called before. */
  readonly planDeleted?: boolean;
}

export type Kind = keyof Kinds;

/** One kept object. `object` is never mutated: change it by `records.put` with a new object. */
export interface Stored<K extends Kind> {
  readonly object: Kinds[K]['object'];
  readonly hidden: Kinds[K]['hidden'];
}
