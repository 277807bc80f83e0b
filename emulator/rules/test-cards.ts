/**
 * Stripe's published test cards (docs.stripe.com/testing) and all that the simulated issuer does
 * with them. Everything a card does follows from its row here; a number that is not in this table
 * is refused.
 */
import { declines, type Decline } from './declines';

export type Brand = 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay';

/**
 * When the bank wants the buyer to pass 3D Secure.
 * `by_region`: an ordinary card, asked only where SCA is law (see `authentication.ts`).
 * `until_set_up`: at every payment until a set-up was authenticated.
 * `on_session`: the bank takes the card for already set up, so only payments with the buyer present.
 * `always`: at every payment.
 */
export type Authentication = 'by_region' | 'until_set_up' | 'on_session' | 'always';

/** How the card answers when 3D Secure is run on it. */
export type ThreeDSecureSupport =
  | 'challenge'
  /** Supported by the network, the card is not enrolled: `attempt_acknowledged`. */
  | 'not_enrolled'
  | 'not_supported'
  | 'processing_error';

export interface TestCard {
  /** Names the row; stored with a PaymentMethod in place of the number. */
  readonly key: string;
  readonly number: string;
  readonly brand: Brand;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
  /** Other networks of a co-branded card. */
  readonly networks: readonly string[];
  /** `pm_card_…` ids, each use of which makes a new PaymentMethod. */
  readonly methods: readonly string[];
  /** Refused when attached to a Customer or set up. */
  readonly refusedAtSetUp: Decline | null;
  /** Refused when charged. */
  readonly refusedAtCharge: Decline | null;
  readonly authentication: Authentication;
  readonly threeDSecure: ThreeDSecureSupport;
  /** Results of checks, where the value to check was given. */
  readonly checks: { readonly cvc: Check; readonly line1: Check; readonly postalCode: Check };
  readonly risk: 'normal' | 'elevated' | 'highest';
  /** Its money is available at once. */
  readonly bypassPending: boolean;
}

export type Check = 'pass' | 'fail' | 'unavailable';

type Row = Partial<Omit<TestCard, 'key' | 'number' | 'methods' | 'checks'>> & {
  checks?: Partial<TestCard['checks']>;
};

const rows: TestCard[] = [];

/** `key` doubles as the `pm_card_<key>` id unless other ids are given. */
function card(key: string, number: string, row: Row = {}, methods = [`pm_card_${key}`]): void {
  rows.push({
    brand: 'visa',
    funding: 'credit',
    country: 'US',
    networks: [],
    refusedAtSetUp: null,
    refusedAtCharge: null,
    authentication: 'by_region',
    threeDSecure: 'not_enrolled',
    risk: 'normal',
    bypassPending: false,
    ...row,
    key,
    number,
    methods,
    checks: { cvc: 'pass', line1: 'pass', postalCode: 'pass', ...row.checks },
  });
}

/** Refused at charge, at attach and at set-up. */
function refused(key: string, number: string, decline: Decline, methods?: string[]): void {
  card(key, number, { refusedAtSetUp: decline, refusedAtCharge: decline }, methods);
}

/** Wants 3D Secure by itself. */
function secure(
  key: string,
  number: string,
  authentication: Authentication,
  country: string,
  row: Row = {},
): void {
  card(key, number, { authentication, country, threeDSecure: 'challenge', ...row });
}

// Brands (docs.stripe.com/testing#cards)
card('visa', '4242424242424242', {}, ['pm_card_visa', 'pm_card_us']);
card('visa_debit', '4000056655665556', { funding: 'debit' });
card('mastercard', '5555555555554444', { brand: 'mastercard' });
card('mastercard_2series', '2223003122003222', { brand: 'mastercard' }, []);
card('mastercard_debit', '5200828282828210', { brand: 'mastercard', funding: 'debit' });
card('mastercard_prepaid', '5105105105105100', { brand: 'mastercard', funding: 'prepaid' });
card('amex', '378282246310005', { brand: 'amex', threeDSecure: 'not_supported' }, [
  'pm_card_amex',
  'pm_card_amex_threeDSecureNotSupported',
]);
card('amex_second', '371449635398431', { brand: 'amex', threeDSecure: 'not_supported' }, []);
card('discover', '6011111111111117', { brand: 'discover' });
card('discover_second', '6011000990139424', { brand: 'discover' }, []);
card('discover_debit', '6011981111111113', { brand: 'discover', funding: 'debit' }, []);
card('diners', '3056930009020004', { brand: 'diners' });
card('diners_14', '36227206271667', { brand: 'diners' }, []);
card('bccard', '6555900000604105', { brand: 'discover' }, []);
card('jcb', '3566002020360505', { brand: 'jcb', country: 'JP' });
card('unionpay', '6200000000000005', { brand: 'unionpay', country: 'CN' });
card(
  'unionpay_debit',
  '6200000000000047',
  { brand: 'unionpay', country: 'CN', funding: 'debit' },
  [],
);
card('unionpay_19', '6205500000000000004', { brand: 'unionpay', country: 'CN' }, []);
card('visa_cartesBancaires', '4000002500001001', {
  country: 'FR',
  networks: ['cartes_bancaires'],
});
card('mastercard_cartesBancaires', '5555552500001001', {
  brand: 'mastercard',
  country: 'FR',
  networks: ['cartes_bancaires'],
});

// Countries (docs.stripe.com/testing#international-cards)
const countries: readonly [country: string, number: string][] = [
  ['CA', '4000001240000000'],
  ['MX', '4000004840008001'],
  ['BR', '4000000760000002'],
  ['GB', '4000008260000000'],
  ['FR', '4000002500000003'],
  ['DE', '4000002760000016'],
  ['IT', '4000003800000008'],
  ['ES', '4000007240000007'],
  ['IE', '4000003720000005'],
  ['NL', '4000005280000002'],
  ['AU', '4000000360000006'],
  ['NZ', '4000005540000008'],
  ['IN', '4000003560000008'],
  ['JP', '4000003920000003'],
  ['SG', '4000007020000003'],
  ['HK', '4000003440000004'],
  ['CH', '4000007560000009'],
  ['SE', '4000007520000008'],
  ['PL', '4000006160000005'],
];
for (const [country, number] of countries) card(country.toLowerCase(), number, { country });

// Declines (docs.stripe.com/testing#declined-payments)
refused('visa_chargeDeclined', '4000000000000002', declines.generic, [
  'pm_card_visa_chargeDeclined',
  'pm_card_chargeDeclined',
]);
for (const [name, number, decline] of [
  ['InsufficientFunds', '4000000000009995', declines.insufficientFunds],
  ['LostCard', '4000000000009987', declines.lostCard],
  ['StolenCard', '4000000000009979', declines.stolenCard],
  ['VelocityLimitExceeded', '4000000000006975', declines.velocityExceeded],
] as const) {
  const key = `visa_chargeDeclined${name}`;
  refused(key, number, decline, [`pm_card_${key}`, `pm_card_chargeDeclined${name}`]);
}
refused('chargeDeclinedExpiredCard', '4000000000000069', declines.expiredCard);
refused('chargeDeclinedIncorrectCvc', '4000000000000127', declines.incorrectCvc);
refused('chargeDeclinedProcessingError', '4000000000000119', declines.processingError);
card('chargeCustomerFail', '4000000000000341', { refusedAtCharge: declines.generic });

// Checks and Radar (docs.stripe.com/testing#fraud-prevention)
card('cvcCheckFail', '4000000000000101', { checks: { cvc: 'fail' } });
card('avsZipFail', '4000000000000036', { checks: { postalCode: 'fail' } });
card('avsLine1Fail', '4000000000000028', { checks: { line1: 'fail' } });
card('avsFail', '4000000000000010', { checks: { line1: 'fail', postalCode: 'fail' } });
card('avsUnchecked', '4000000000000044', {
  checks: { line1: 'unavailable', postalCode: 'unavailable' },
});
card('radarBlock', '4100000000000019', { refusedAtCharge: declines.fraudulent, risk: 'highest' });
// Radar's default rules block the highest risk.
card('riskLevelHighest', '4000000000004954', {
  refusedAtCharge: declines.fraudulent,
  risk: 'highest',
});
card('riskLevelElevated', '4000000000009235', { risk: 'elevated' });
card('bypassPending', '4000000000000077', { bypassPending: true });
card('bypassPendingInternational', '4000003720000278', { country: 'IE', bypassPending: true });

// 3D Secure (docs.stripe.com/testing#three-ds-cards)
secure('authenticationRequiredOnSetup', '4000002500003155', 'until_set_up', 'FR');
secure('authenticationRequired', '4000002760003184', 'always', 'DE');
secure('authenticationRequiredSetupForOffSession', '4000003800000446', 'on_session', 'IT');
secure(
  'authenticationRequiredChargeDeclinedInsufficientFunds',
  '4000008260003178',
  'until_set_up',
  'GB',
  { refusedAtCharge: declines.insufficientFunds },
);
secure('threeDSecure2Required', '4000000000003220', 'always', 'US');
secure('threeDSecureRequired', '4000000000003063', 'always', 'US');
secure('threeDSecureRequiredChargeDeclined', '4000008400001629', 'always', 'US', {
  refusedAtSetUp: declines.generic,
  refusedAtCharge: declines.generic,
});
secure('threeDSecureRequiredProcessingError', '4000008400001280', 'always', 'US', {
  threeDSecure: 'processing_error',
});
secure('threeDSecureOptional', '4000000000003055', 'by_region', 'US');
secure('threeDSecureOptionalProcessingError', '4000000000003097', 'by_region', 'US', {
  threeDSecure: 'processing_error',
});
for (const [name, number] of [
  ['outOfBand', '4000582600000094'],
  ['oneTimePasscode', '4000582600000045'],
  ['singleSelect', '4000582600000102'],
  ['multiSelect', '4000582600000110'],
] as const) {
  card(name, number, { authentication: 'always', threeDSecure: 'challenge' }, []);
}

export const testCards: readonly TestCard[] = rows;

const byKey = new Map(rows.map((row) => [row.key, row]));
const byNumber = new Map(rows.map((row) => [row.number, row]));
const byMethod = new Map(rows.flatMap((row) => row.methods.map((id) => [id, row] as const)));

/** The row a stored PaymentMethod refers to. */
export function testCard(key: string): TestCard {
  const found = byKey.get(key);
  if (!found) throw new Error(`No test card '${key}': the data was written by another version`);
  return found;
}

/** The published test card with this number, if there is one. */
export function testCardByNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** `pm_card_visa` → its card. */
export function testCardByMethod(id: string): TestCard | undefined {
  return byMethod.get(id);
}

/** `tok_visa` → its card: tokens bear the names of the PaymentMethods. */
export function testCardByToken(token: string): TestCard | undefined {
  return token.startsWith('tok_') ? byMethod.get(`pm_card_${token.slice(4)}`) : undefined;
}

/** Whether a number passes the checksum that every real card number does (ISO/IEC 7812). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return number.length > 0 && sum % 10 === 0;
}
