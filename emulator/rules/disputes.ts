/**
 * What the cardholder's bank says when it disputes a payment, by test card
 * (docs.stripe.com/testing#disputes, docs.stripe.com/disputes/categories).
 */
import type Stripe from 'stripe';
import type { DisputeTrait } from './cards/card';

type Card = Stripe.Dispute.PaymentMethodDetails.Card;

/** One dispute to come. */
export interface DisputeCase {
  readonly reason: string;
  /** `inquiry`: the bank only asks, and withdraws nothing yet. */
  readonly kind: Card['case_type'];
  readonly networkReason: string | null;
  readonly eligibility: Stripe.Dispute.EvidenceDetails.EnhancedEligibility;
  /** Which part of the charge it is about: the whole divided by this. */
  readonly parts: number;
}

const chargeback: DisputeCase = {
  reason: 'fraudulent',
  kind: 'chargeback',
  networkReason: '10.4',
  eligibility: {},
  parts: 1,
};

/** What the owner of a bank account says: nobody was allowed to debit it. */
export const bankDispute: DisputeCase = {
  ...chargeback,
  reason: 'debit_not_authorized',
  networkReason: null,
};

/** The same dispute with `parts` others about the rest of the charge. */
const half: DisputeCase = { ...chargeback, parts: 2 };

// unconfirmed: the network's code of a compliance case.
const compliance: DisputeCase = {
  ...chargeback,
  reason: 'noncompliant',
  kind: 'compliance',
  networkReason: null,
};

const cases: Readonly<Record<DisputeTrait, readonly DisputeCase[]>> = {
  fraudulent: [chargeback],
  smart_disputes: [chargeback],
  not_received: [{ ...chargeback, reason: 'product_not_received', networkReason: '13.1' }],
  inquiry: [{ ...chargeback, kind: 'inquiry', networkReason: '10' }],
  // unconfirmed: how the card's several disputes share the amount.
  multiple: [half, half],
  visa_ce3: [
    {
      ...chargeback,
      eligibility: {
        visa_compelling_evidence_3: {
          required_actions: [
            'missing_customer_identifiers',
            'missing_disputed_transaction_description',
            'missing_merchandise_or_services',
            'missing_prior_undisputed_transaction_description',
            'missing_prior_undisputed_transactions',
          ],
          status: 'requires_action',
        },
      },
    },
  ],
  visa_compliance: [
    { ...compliance, eligibility: { visa_compliance: { status: 'requires_fee_acknowledgement' } } },
  ],
  mastercard_compliance: [
    {
      ...compliance,
      eligibility: { mastercard_compliance: { status: 'requires_fee_acknowledgement' } },
    },
  ],
  // An early fraud warning is no dispute.
  warning: [],
};

/** The disputes that follow a payment with a card. */
export function disputeCases(trait: DisputeTrait | null): readonly DisputeCase[] {
  return trait === null ? [] : cases[trait];
}

export type Verdict = 'win' | 'lose' | 'escalate';

const verdicts: Readonly<Record<string, Verdict>> = {
  winning_evidence: 'win',
  losing_evidence: 'lose',
  escalate_inquiry_evidence: 'escalate',
};

/** How the bank decides on submitted evidence; null when it never does, as for any other text. */
export function verdictOn(evidence: Stripe.Dispute.Evidence): Verdict | null {
  return verdicts[evidence.uncategorized_text ?? ''] ?? null;
}

const day = 24 * 60 * 60;

/** When evidence has to be there: the end of the eighth day (UTC) from now, in Unix seconds. */
export function evidenceDueBy(now: number): number {
  return (Math.floor(now / day) + 9) * day - 1;
}
