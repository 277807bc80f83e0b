/**
 * Cards that pay and then keep the merchant busy: disputes (docs.stripe.com/testing#disputes),
 * refunds that take their time (docs.stripe.com/testing#refunds), money that is available at
 * once (docs.stripe.com/testing#available-balance), and questions of Stripe's to the account itself.
 */
import { card, type TestCard } from './card';

export const outcomeCards: readonly TestCard[] = [
  card('createDispute', '4000000000000259', { dispute: 'fraudulent' }, [
    'pm_card_createDispute',
    'pm_card_visa_createDispute',
  ]),
  card('createDisputeProductNotReceived', '4000000000002685', { dispute: 'not_received' }),
  card('createDisputeInquiry', '4000000000001976', { dispute: 'inquiry' }),
  card('createIssuerFraudRecord', '4000000000005423', { dispute: 'warning' }),
  card('createMultipleDisputes', '4000000404000079', { dispute: 'multiple' }),
  card('createCe3EligibleDispute', '4000000404000038', { dispute: 'visa_ce3' }),
  card('createComplianceDispute', '4000008400000779', { dispute: 'visa_compliance' }),
  card('createMastercardComplianceDispute', '5105008400000002', {
    brand: 'mastercard',
    dispute: 'mastercard_compliance',
  }),
  card('createAutoRepresentmentEligibleDispute', '4000000001000043', { dispute: 'smart_disputes' }),
  // Prevented where an account is enrolled for it, which none is here: plain disputes.
  card('createRapidDisputeResolutionDispute', '4000000404004816', { dispute: 'fraudulent' }),
  card('createCe3BlockDispute', '4000000404005649', { dispute: 'fraudulent' }),
  card('createEthocaAlert', '5105000300000018', { brand: 'mastercard', dispute: 'fraudulent' }),

  card('pendingRefund', '4000000000007726', { refund: 'succeeds_later' }),
  card('refundFail', '4000000000005126', { refund: 'fails_later' }),

  card('bypassPending', '4000000000000077', { balance: 'available' }),
  card('bypassPendingInternational', '4000003720000278', { country: 'IE', balance: 'available' }),

  // docs.stripe.com/connect/testing#trigger-cards
  card('visa_triggerNextRequirements', '4000000000004202', { triggers: 'next_requirements' }),
  card('visa_triggerChargeBlock', '4000000000004210', { triggers: 'charge_block' }),
  card('visa_triggerPayoutBlock', '4000000000004236', { triggers: 'payout_block' }),
];
