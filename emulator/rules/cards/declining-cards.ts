/**
 * Cards an issuer or Radar says no to, and cards whose checks fail
 * (docs.stripe.com/testing#declined-payments, docs.stripe.com/testing#fraud-prevention).
 */
import { declines, type Decline } from '../declines';
import { card, type CardTraits, type TestCard } from './card';

/** Refused at charge, at attach and at set-up. */
function refused(
  key: string,
  number: string,
  decline: Decline,
  names: readonly string[] = [key],
  traits: CardTraits = {},
): TestCard {
  const methods = names.map((name) => `pm_card_${name}`);
  return card(
    key,
    number,
    { refusedAtSetUp: decline, refusedAtCharge: decline, ...traits },
    methods,
  );
}

/** Can be attached and set up, and is refused when charged. */
function refusedLater(key: string, decline: Decline, names: readonly string[] = [key]): TestCard {
  const methods = names.map((name) => `pm_card_${name}`);
  return card(key, '4000000000000341', { refusedAtCharge: decline }, methods);
}

/** The ids Stripe lists with `visa` in them, as PaymentMethods or as tokens, work without it too. */
const both = (name: string): string[] => [`visa_${name}`, name];

export const decliningCards: readonly TestCard[] = [
  refused('visa_chargeDeclined', '4000000000000002', declines.generic, both('chargeDeclined')),
  refused(
    'visa_chargeDeclinedInsufficientFunds',
    '4000000000009995',
    declines.insufficientFunds,
    both('chargeDeclinedInsufficientFunds'),
  ),
  refused(
    'visa_debit_chargeDeclinedInsufficientFunds',
    '4000000000009995',
    declines.insufficientFunds,
    undefined,
    { funding: 'debit' },
  ),
  refused(
    'visa_chargeDeclinedLostCard',
    '4000000000009987',
    declines.lostCard,
    both('chargeDeclinedLostCard'),
  ),
  refused(
    'visa_chargeDeclinedStolenCard',
    '4000000000009979',
    declines.stolenCard,
    both('chargeDeclinedStolenCard'),
  ),
  refused(
    'visa_chargeDeclinedVelocityLimitExceeded',
    '4000000000006975',
    declines.velocityExceeded,
    both('chargeDeclinedVelocityLimitExceeded'),
  ),
  refused(
    'chargeDeclinedExpiredCard',
    '4000000000000069',
    declines.expiredCard,
    both('chargeDeclinedExpiredCard'),
  ),
  refused(
    'chargeDeclinedIncorrectCvc',
    '4000000000000127',
    declines.incorrectCvc,
    both('chargeDeclinedIncorrectCvc'),
    { checks: { cvc: 'fail' } },
  ),
  refused(
    'chargeDeclinedProcessingError',
    '4000000000000119',
    declines.processingError,
    both('chargeDeclinedProcessingError'),
  ),
  // Only a token is published. Its name says fraud, the page's table `expired_card`: the name wins.
  refused(
    'visa_chargeDeclinedFraudulent',
    '4000000000000002',
    declines.issuerFraudulent,
    both('chargeDeclinedFraudulent'),
  ),

  refusedLater('chargeCustomerFail', declines.generic, both('chargeCustomerFail')),
  refusedLater('visa_chargeCustomerFailLostCard', declines.lostCard),
  refusedLater('visa_chargeCustomerFailStolenCard', declines.stolenCard),

  card('cvcCheckFail', '4000000000000101', { checks: { cvc: 'fail' } }),
  card('avsZipFail', '4000000000000036', { checks: { postalCode: 'fail' } }),
  card('cvcCheckFailElevatedRisk', '4000058400307872', {
    checks: { cvc: 'fail' },
    risk: 'elevated',
  }),
  card('avsZipFailElevatedRisk', '4000058400306072', {
    checks: { postalCode: 'fail' },
    risk: 'elevated',
  }),
  card('avsLine1Fail', '4000000000000028', { checks: { line1: 'fail' } }),
  card('avsFail', '4000000000000010', { checks: { line1: 'fail', postalCode: 'fail' } }),
  card('avsUnchecked', '4000000000000044', {
    checks: { line1: 'unavailable', postalCode: 'unavailable' },
  }),

  card('radarBlock', '4100000000000019', {
    refusedAtCharge: declines.fraudulent,
    risk: 'highest',
  }),
  // Radar's default rules block the highest risk.
  card('riskLevelHighest', '4000000000004954', {
    refusedAtCharge: declines.fraudulent,
    risk: 'highest',
  }),
  card('riskLevelElevated', '4000000000009235', { risk: 'elevated' }),
  // Blocked, or asked for 3D Secure, only by controls that are off unless somebody turns them on.
  card('highFraudDisputeScore', '4000008400000407'),
  card('highEfwScore', '4000008400000159'),
  card('radarDynamicRiskThreshold', '4000008400001017'),
  card('freeTrialAbuseBlock', '4001858821843804'),
  card('adaptive3dsChallenge', '4000008405600003', { threeDSecure: 'challenge' }),
  // The captcha is a page's matter: charged through the API these succeed.
  card('captcha', '4000000000001208', {}, []),
  card('captcha_second', '4000000000003725', {}, []),
];
