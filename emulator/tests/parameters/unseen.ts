import { billingUnseen } from './billing-unseen';

/**
 * Parameters that an answer doesn't show, and why. Whatever is sent and neither seen nor here fails
 * the walk; so does what is here and seen after all.
 */
export interface Unseen {
  readonly why: string;
  /**
   * `endpoint:parameter`, in which `*` is any name and a `**` at the end any more of them; an
   * endpoint of `*` is all of them.
   */
  readonly parameters: readonly string[];
}

/** Methods that the emulator's accounts don't offer. */
// prettier-ignore
const otherMethods = [
  'acss_debit', 'affirm', 'afterpay_clearpay', 'alipay', 'alma', 'amazon_pay', 'au_becs_debit',
  'bacs_debit', 'bancontact', 'billie', 'blik', 'boleto', 'card_present', 'cashapp', 'crypto',
  'custom', 'customer_balance', 'eps', 'fpx', 'giropay', 'grabpay', 'ideal', 'kakao_pay', 'klarna',
  'konbini', 'kr_card', 'link', 'mb_way', 'mobilepay', 'multibanco', 'naver_pay',
  'nz_bank_account', 'oxxo', 'p24', 'payco', 'paynow', 'paypal', 'payto', 'pix', 'promptpay',
  'revolut_pay', 'samsung_pay', 'satispay', 'scalapay', 'sepa_debit', 'sequra', 'sofort', 'sunbit',
  'swish', 'twint', 'upi', 'wechat_pay', 'zip',
];

export const unseen: readonly Unseen[] = [
  ...billingUnseen,
  {
    why: 'Options of methods that an intent does not take: Stripe leaves them out of its answer, too.',
    parameters: otherMethods.map((name) => `*:payment_method_options.${name}.**`),
  },
  {
    why: 'Of other methods than cards and US bank accounts there are no PaymentMethods; the error names the type.',
    parameters: [
      '*:payment_method_data.type',
      'PaymentMethodCreateParams:type',
      ...otherMethods.flatMap((name) => [
        `*:payment_method_data.${name}.**`,
        `PaymentMethodCreateParams:${name}.**`,
      ]),
    ],
  },
  {
    why: 'Accounts v2 are not emulated; the error says so.',
    parameters: ['*:customer_account', '*:*.customer_account'],
  },
  {
    why: 'Stripe Tax is not emulated; the error says so.',
    parameters: ['*:hooks.**', '*:tax.**'],
  },
  {
    why: 'Sources of invoices and subscriptions are of an older API; the error says so.',
    parameters: ['Invoice*:default_source', 'Subscription*:default_source'],
  },
  {
    why: 'Tokens of a PaymentMethod are not emulated; the error says so.',
    parameters: ['TokenCreateParams:bank_account.payment_method'],
  },
  {
    why: 'Whether the source is tried out, as each is here.',
    parameters: ['*:validate'],
  },
  {
    why: 'Each type of Source has one flow; another is refused: sources.test.ts.',
    parameters: ['SourceCreateParams:flow'],
  },
  {
    why: 'How the holder of a debited account agreed: Sources do not show it. What it leads to: source-charges.test.ts.',
    parameters: ['SourceCreateParams:mandate.**', 'SourceUpdateParams:mandate.**'],
  },
  {
    why: 'Payouts by payout methods and transfers to financial accounts belong to Treasury; the error says so.',
    parameters: [
      '*:payout_method',
      'BalanceSettingsUpdateParams:payments.payouts.automatic_transfer_rules_by_currency.**',
    ],
  },
  {
    why: 'An account that pays itself is not emulated; the error says so.',
    parameters: ['*:attach_to_self', '*:flow_directions.**'],
  },
  {
    why: 'A payment is never split among methods: the error says so.',
    parameters: ['*:amount_to_confirm'],
  },
  {
    why: 'Refunds of a cash balance are not emulated; the error says so.',
    parameters: [
      'RefundCreateParams:currency',
      'RefundCreateParams:customer',
      'RefundCreateParams:origin',
    ],
  },
  {
    why: 'Cards have a suffix alone, and only they can be held: the error is Stripe’s.',
    parameters: [
      'PaymentIntentCaptureParams:statement_descriptor',
      'PaymentIntentIncrementAuthorizationParams:statement_descriptor',
    ],
  },
  {
    why: 'How the confirmation is carried out: tests/resources/card-walks.test.ts, card-confirmation.test.ts.',
    parameters: [
      '*:off_session',
      '*:error_on_requires_action',
      '*:payment_method_options.card.cvc_token',
    ],
  },
  {
    why: 'Results of a 3D Secure of one’s own, of which the charge shows some: card-confirmation.test.ts.',
    parameters: [
      '*:payment_method_options.card.three_d_secure.ares_trans_status',
      '*:payment_method_options.card.three_d_secure.cryptogram',
      '*:payment_method_options.card.three_d_secure.network_options.**',
      '*:payment_method_options.card.three_d_secure.requestor_challenge_indicator',
    ],
  },
  {
    why: 'Only with the confirmation; an update has none, and says so.',
    parameters: [
      '*UpdateParams:payment_method_options.card.moto',
      '*UpdateParams:payment_method_options.card.three_d_secure.**',
    ],
  },
  {
    why: 'Plans of Mexican cards, which have an account of their own: payment-details.test.ts.',
    parameters: ['PaymentIntent*:payment_method_options.card.installments.plan.**'],
  },
  {
    why: 'There is one network, and PaymentIntents show no choice of it.',
    parameters: ['*:payment_method_options.us_bank_account.networks.**'],
  },
  {
    why: 'How sums are judged, not kept: payment-amounts.test.ts.',
    parameters: ['*:amount_details.enforce_arithmetic_validation'],
  },
  {
    why: 'On from the first, and off only for those who name their types, which no parameter does any more.',
    parameters: ['*:automatic_payment_methods.enabled'],
  },
  {
    why: 'Whether more captures follow, of charges that allow it: multicapture.test.ts.',
    parameters: ['PaymentIntentCaptureParams:final_capture'],
  },
  {
    why: 'Radar’s alone: charges show the session only.',
    parameters: ['*:radar_options.referrer'],
  },
  {
    why: 'There is one test number of a bank in each country.',
    parameters: ['*:*.routing_number', '*:*.*.routing_number', '*:external_account.object'],
  },
  {
    why: 'Accounts are linked by the buyer in a browser: financial-connections.test.ts.',
    parameters: [
      '*:us_bank_account.financial_connections_account',
      '*:payment_method_data.us_bank_account.financial_connections_account',
    ],
  },
  {
    why: 'Stripe keeps no CVC: card-checks.test.ts.',
    parameters: ['*:card.cvc'],
  },
  {
    why: 'Shown of external accounts only, which take their currency from the token.',
    parameters: ['TokenCreateParams:card.currency'],
  },
  {
    why: 'The preview has no metadata; the PaymentMethod that comes of it has.',
    parameters: ['TestHelpersConfirmationTokenCreateParams:payment_method_data.metadata.key'],
  },
  {
    why: 'Nobody’s PaymentMethod belongs to a customer yet to come.',
    parameters: ['CustomerCreateParams:invoice_settings.default_payment_method'],
  },
  {
    why: 'The scene has one value of it that is valid.',
    parameters: [
      'CustomerCreateFundingInstructionsParams:bank_transfer.requested_address_types.0',
      'CustomerCreateFundingInstructionsParams:funding_type',
      'FinancialConnectionsSessionCreateParams:account_holder.type',
      'PayoutCreateParams:currency',
      'PayoutCreateParams:source_type',
      'TransferCreateParams:currency',
      'TransferCreateParams:source_type',
    ],
  },
  {
    why: 'Kept by Stripe, and not among the fields it shows.',
    parameters: [
      '*:company.registration_number',
      '*:account.company.registration_number',
      '*:account.company.ownership_declaration_shown_and_signed',
      '*:documents.**',
      '*:person.documents.**',
      'PaymentMethodConfigurationCreateParams:apple_pay_later.**',
      'PaymentMethodConfigurationCreateParams:fr_meal_voucher_conecs.**',
      'PaymentMethodConfigurationUpdateParams:apple_pay_later.**',
      'PaymentMethodConfigurationUpdateParams:fr_meal_voucher_conecs.**',
      'TransferCreateReversalParams:description',
    ],
  },
  {
    why: 'The transfer has it, the charge does not show it: destination-charges.test.ts.',
    parameters: ['ChargeCreateParams:transfer_data.description'],
  },
  {
    why: 'The fee goes back with the transfer: destination-refunds.test.ts.',
    parameters: ['TransferCreateReversalParams:refund_application_fee'],
  },
  {
    why: 'What is paid out of a rejected account: account-standing.test.ts.',
    parameters: ['AccountRejectParams:payouts_action'],
  },
  {
    why: 'A link says nothing but its address; where it leads: account-links.test.ts.',
    parameters: [
      'AccountLinkCreateParams:account',
      'AccountLinkCreateParams:collect',
      'AccountLinkCreateParams:collection_options.**',
      'AccountLinkCreateParams:refresh_url',
      'AccountLinkCreateParams:return_url',
      'AccountLinkCreateParams:type',
    ],
  },
  {
    why: 'Whose events come: tests/events/deliveries.test.ts.',
    parameters: ['WebhookEndpointCreateParams:connect'],
  },
];
