/**
 * What Stripe publishes of its test cards (docs.stripe.com/testing), written down anew: the table of
 * the emulator is held against this one.
 */

/**
 * What each step ends with: a status, or the `decline_code` (else `code`) of its error. `a > b` is
 * `a` until the buyer presses "Complete" at the bank, and `b` then. `clone` is charged off session on
 * a connected account after the original was saved, if it could be.
 */
export interface Behaviour {
  readonly attach: string;
  readonly setUp: string;
  readonly onSession: string;
  readonly offSession: string;
  readonly clone: string;
}

/** The `pm_card_…`/`tok_…` name or null, the number or null, and the look: brand, country, funding. */
export type Published = readonly [name: string | null, number: string | null, look?: string];

export interface Family {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly cards: readonly Published[];
}

const plain: Behaviour = {
  attach: 'attached',
  setUp: 'succeeded',
  onSession: 'succeeded',
  offSession: 'succeeded',
  clone: 'succeeded',
};

function refused(code: string): Behaviour {
  return { attach: code, setUp: code, onSession: code, offSession: code, clone: code };
}

function refusedLater(code: string): Behaviour {
  return { ...plain, onSession: code, offSession: code, clone: code };
}

const done = 'requires_action > succeeded';
const asked = 'authentication_required';

/** Asked whenever the buyer is there. */
const secure: Behaviour = { ...plain, setUp: done, onSession: done };
const always: Behaviour = { ...secure, offSession: asked, clone: asked };

// prettier-ignore
const brands: readonly Published[] = [
  ['visa', '4242424242424242', 'visa US credit'], ['visa_debit', '4000056655665556', 'visa US debit'],
  ['mastercard', '5555555555554444', 'mastercard US credit'],
  [null, '2223003122003222', 'mastercard US credit'],
  ['mastercard_debit', '5200828282828210', 'mastercard US debit'],
  ['mastercard_prepaid', '5105105105105100', 'mastercard US prepaid'],
  ['amex', '378282246310005', 'amex US credit'], [null, '371449635398431', 'amex US credit'],
  ['amex_threeDSecureNotSupported', null, 'amex US credit'],
  ['discover', '6011111111111117', 'discover US credit'],
  [null, '6011000990139424', 'discover US credit'], [null, '6011981111111113', 'discover US debit'],
  ['diners', '3056930009020004', 'diners US credit'], [null, '36227206271667', 'diners US credit'],
  [null, '6555900000604105', 'discover US credit'], ['jcb', '3566002020360505', 'jcb JP credit'],
  [null, '3530111333300000', 'jcb JP credit'],
  ['unionpay', '6200000000000005', 'unionpay CN credit'],
  [null, '6200000000000047', 'unionpay CN debit'], [null, '6205500000000000004', 'unionpay CN credit'],
  ['visa_cartesBancaires', '4000002500001001', 'visa FR credit cartes_bancaires'],
  ['mastercard_cartesBancaires', '5555552500001001', 'mastercard FR credit cartes_bancaires'],
  ['visa_debit_eftposAuCoBranded', '4000050360000001', 'visa AU debit eftpos_au'],
  ['mastercard_debit_eftposAuCoBranded', '5555050360000080', 'mastercard AU debit eftpos_au'],
  ['debit_visaFsaProductCode', '4000051230000072', 'visa US debit'],
  ['debit_visaHsaProductCode', null, 'visa US debit'],
  ['mastercard_debit_mastercardFsaProductCode', '5200828282828897', 'mastercard US debit'],
];

const visaNumbers =
  'AR 4000000320000021 BR 4000000760000002 CA 4000001240000000 CL 4000001520000001 ' +
  'CO 4000001700000003 CR 4000001880000005 EC 4000002180000000 MX 4000004840008001 ' +
  'PA 4000005910000000 PY 4000006000000066 PE 4000006040000068 UY 4000008580000003 ' +
  'AE 4000007840000001 AT 4000000400000008 BE 4000000560000004 BG 4000001000000000 ' +
  'BY 4000001120000005 HR 4000001910000009 CY 4000001960000008 CZ 4000002030000002 ' +
  'DK 4000002080000001 EE 4000002330000009 FI 4000002460000001 FR 4000002500000003 ' +
  'DE 4000002760000016 GI 4000002920000005 GR 4000003000000030 HU 4000003480000005 ' +
  'IE 4000003720000005 IT 4000003800000008 LV 4000004280000005 LI 4000004380000004 ' +
  'LT 4000004400000000 LU 4000004420000006 MT 4000004700000007 NL 4000005280000002 ' +
  'NO 4000005780000007 PL 4000006160000005 PT 4000006200000007 RO 4000006420000001 ' +
  'SI 4000007050000006 SK 4000007030000001 ES 4000007240000007 SE 4000007520000008 ' +
  'CH 4000007560000009 GB 4000008260000000 AU 4000000360000006 CN 4000001560000002 ' +
  'HK 4000003440000004 IN 4000003560000008 JP 4000003920000003 MY 4000004580000002 ' +
  'NZ 4000005540000008 SG 4000007020000003 TW 4000001580000008';

// prettier-ignore
const countries: readonly Published[] = [
  ...[...visaNumbers.matchAll(/(\w\w) (\d+)/g)].map(
    ([, country = '', number = '']): Published =>
      [country.toLowerCase(), number, `visa ${country} credit`],
  ),
  ['us', null, 'visa US credit'], [null, '4000006820000007', 'visa SA credit'],
  [null, '5062210000000009', 'unknown MX credit'],
  ['ae_mastercard', '5200007840000022', 'mastercard AE credit'],
  ['gb_debit', '4000058260000005', 'visa GB debit'],
  ['gb_mastercard', '5555558265554449', 'mastercard GB credit'],
  ['th_credit', '4000007640000003', 'visa TH credit'],
  ['th_debit', '4000057640000008', 'visa TH debit'],
];

function family(name: string, behaviour: Behaviour, cards: readonly Published[]): Family {
  return { name, behaviour, cards };
}

/** Names with and without `visa_`: the page lists some as PaymentMethods, some as tokens. */
function both(name: string, number: string): Published[] {
  return [
    [`visa_${name}`, number],
    [name, null],
  ];
}

// prettier-ignore
export const families: readonly Family[] = [
  family('brands', plain, brands),
  family('countries', plain, countries),
  family('generic decline', refused('generic_decline'), both('chargeDeclined', '4000000000000002')),
  family('insufficient funds', refused('insufficient_funds'), [
    ...both('chargeDeclinedInsufficientFunds', '4000000000009995'),
    ['visa_debit_chargeDeclinedInsufficientFunds', null],
  ]),
  family('lost card', refused('lost_card'), both('chargeDeclinedLostCard', '4000000000009987')),
  family('stolen card', refused('stolen_card'), both('chargeDeclinedStolenCard', '4000000000009979')),
  family('expired card', refused('expired_card'), both('chargeDeclinedExpiredCard', '4000000000000069')),
  family('incorrect CVC', refused('incorrect_cvc'), [
    ...both('chargeDeclinedIncorrectCvc', '4000000000000127'),
    ['cvcCheckFail', '4000000000000101'], ['cvcCheckFailElevatedRisk', '4000058400307872'],
  ]),
  family('processing error', refused('processing_error'), both('chargeDeclinedProcessingError', '4000000000000119')),
  family('velocity', refused('card_velocity_exceeded'), both('chargeDeclinedVelocityLimitExceeded', '4000000000006975')),
  family('declined as fraud', refused('fraudulent'), [['visa_chargeDeclinedFraudulent', null]]),
  family('decline after attaching', refusedLater('generic_decline'), both('chargeCustomerFail', '4000000000000341')),
  family('lost after attaching', refusedLater('lost_card'), [['visa_chargeCustomerFailLostCard', null]]),
  family('stolen after attaching', refusedLater('stolen_card'), [['visa_chargeCustomerFailStolenCard', null]]),
  family('blocked by Radar', refusedLater('fraudulent'), [
    ['radarBlock', '4100000000000019'], ['riskLevelHighest', '4000000000004954'],
  ]),
  family('noticed by Radar', plain, [
    ['riskLevelElevated', '4000000000009235'], ['highFraudDisputeScore', '4000008400000407'],
    ['highEfwScore', '4000008400000159'], ['radarDynamicRiskThreshold', '4000008400001017'],
    ['freeTrialAbuseBlock', '4001858821843804'], ['adaptive3dsChallenge', '4000008405600003'],
    [null, '4000000000001208'], [null, '4000000000003725'],
  ]),
  family('postal code', { ...plain, attach: 'incorrect_zip', setUp: 'incorrect_zip' }, [
    ['avsZipFail', '4000000000000036'], ['avsZipFailElevatedRisk', '4000058400306072'],
  ]),
  family('address', plain, [
    ['avsLine1Fail', '4000000000000028'], ['avsFail', '4000000000000010'],
    ['avsUnchecked', '4000000000000044'],
  ]),
  family('disputes', plain, [
    ['createDispute', '4000000000000259'], ['visa_createDispute', null],
    ['createDisputeProductNotReceived', '4000000000002685'],
    ['createDisputeInquiry', '4000000000001976'], ['createIssuerFraudRecord', '4000000000005423'],
    ['createMultipleDisputes', '4000000404000079'], ['createCe3EligibleDispute', '4000000404000038'],
    ['createComplianceDispute', '4000008400000779'],
    ['createMastercardComplianceDispute', '5105008400000002', 'mastercard US credit'],
    ['createAutoRepresentmentEligibleDispute', '4000000001000043'],
    ['createRapidDisputeResolutionDispute', '4000000404004816'],
    ['createCe3BlockDispute', '4000000404005649'],
    ['createEthocaAlert', '5105000300000018', 'mastercard US credit'],
  ]),
  family('refunds and balance', plain, [
    ['pendingRefund', '4000000000007726'], ['refundFail', '4000000000005126'],
    ['bypassPending', '4000000000000077'],
    ['bypassPendingInternational', '4000003720000278', 'visa IE credit'],
    // They do something to the account that is paid, and nothing else.
    ['visa_triggerNextRequirements', '4000000000004202'],
    ['visa_triggerChargeBlock', '4000000000004210'], ['visa_triggerPayoutBlock', '4000000000004236'],
  ]),
  family('3DS unless set up', { ...secure, offSession: asked }, [['authenticationRequiredOnSetup', '4000002500003155', 'visa FR credit']]),
  family('3DS always', always, [
    ['authenticationRequired', '4000002760003184', 'visa DE credit'],
    ['threeDSecure2Required', '4000000000003220', 'visa IE credit'],
    ['threeDSecureRequired', '4000000000003063'], [null, '4000008400000027'],
    [null, '4000582600000094'], [null, '4000582600000045'], [null, '4000582600000102'],
    [null, '4000582600000110'],
  ]),
  family('3DS, already set up', secure, [['authenticationRequiredSetupForOffSession', '4000003800000446', 'visa IT credit']]),
  family('3DS, then insufficient funds', {
    ...secure, onSession: 'requires_action > insufficient_funds', offSession: asked, clone: 'insufficient_funds',
  }, [['authenticationRequiredChargeDeclinedInsufficientFunds', '4000008260003178', 'visa GB credit']]),
  family('3DS, then declined', {
    attach: 'attached', setUp: 'requires_action > generic_decline',
    onSession: 'requires_action > generic_decline', offSession: asked, clone: asked,
  }, [['threeDSecureRequiredChargeDeclined', '4000008400001629']]),
  family('3DS that breaks down', {
    attach: 'attached', setUp: 'requires_action > setup_intent_authentication_failure',
    onSession: 'requires_action > generic_decline', offSession: asked, clone: asked,
  }, [['threeDSecureRequiredProcessingError', '4000008400001280']]),
  family('3DS nobody needs', plain, [
    ['threeDSecureOptional', '4000000000003055'],
    ['threeDSecureOptionalProcessingError', '4000000000003097'], [null, '4000000032200000'],
  ]),
];
