/**
 * Why a bank does not let itself be debited (docs.stripe.com/payments/ach-direct-debit,
 * docs.stripe.com/error-codes). Such an answer comes some time after the debit was sent.
 */
import type Stripe from 'stripe';

export type Blocked = Stripe.PaymentMethod.UsBankAccount.StatusDetails.Blocked;

/** One refusal, and whether the account can be used after it. */
export interface BankFailure {
  readonly code: string;
  readonly message: string;
  /** What the PaymentMethod says of itself from then on; null when it may be tried again. */
  readonly blocked: Blocked | null;
}

export const bankFailures = {
  accountClosed: {
    code: 'account_closed',
    message: "The customer's bank account has been closed.",
    blocked: { network_code: 'R02', reason: 'bank_account_closed' },
  },
  noAccount: {
    code: 'no_account',
    message: "The customer's bank account could not be located.",
    blocked: { network_code: 'R03', reason: 'bank_account_invalid_details' },
  },
  insufficientFunds: {
    code: 'insufficient_funds',
    message: "The customer's account has insufficient funds to cover this payment.",
    blocked: null,
  },
  debitNotAuthorized: {
    code: 'debit_not_authorized',
    message: 'The customer has notified their bank that this payment was unauthorized.',
    // unconfirmed: which of the codes for it, R05, R07, R10 and R29, the test account has.
    blocked: { network_code: 'R10', reason: 'debit_not_authorized' },
  },
  // unconfirmed: the codes and sentences of the three below.
  invalidCurrency: {
    code: 'payment_method_currency_mismatch',
    message:
      'The currency specified does not match the currency for the attached payment method. A payment can only be created for the same currency as the corresponding payment method.',
    blocked: null,
  },
  weeklyLimitExceeded: {
    code: 'charge_exceeds_source_limit',
    message:
      'This charge would cause you to exceed your rolling-window processing limit for this source type. Please retry the charge later, or contact us to request a higher processing limit.',
    blocked: null,
  },
  tokenizedNumberDeactivated: {
    code: 'bank_account_unusable',
    message: "The customer's bank account can no longer be debited with this account number.",
    blocked: { network_code: 'R04', reason: 'tokenized_account_number_deactivated' },
  },
} as const satisfies Record<string, BankFailure>;
