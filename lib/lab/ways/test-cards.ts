import type { ChoiceView } from '../../model/lab';

/**
 * Stripe's test cards by what comes of them, under the names that servers may use for them: numbers are
 * for browsers. https://docs.stripe.com/testing
 */
const groups: readonly [group: string, cards: readonly [name: string, label: string][]][] = [
  [
    'Pays',
    [
      ['visa', 'Visa 4242: always pays'],
      ['visa_debit', 'Visa debit 5556'],
      ['mastercard', 'Mastercard 4444'],
      ['mastercard_prepaid', 'Mastercard prepaid 5100'],
      ['amex', 'American Express 0005'],
      ['discover', 'Discover 1117'],
      ['diners', 'Diners Club 0004'],
      ['jcb', 'JCB 0505, of Japan'],
      ['unionpay', 'UnionPay 0005, of China'],
      ['fr', 'Visa of France'],
      ['gb', 'Visa of the United Kingdom'],
      ['jp', 'Visa of Japan'],
      ['br', 'Visa of Brazil'],
    ],
  ],
  [
    'Its bank asks',
    [
      ['authenticationRequiredOnSetup', '3155: once, when it is saved'],
      ['authenticationRequired', '3184: at every payment'],
      ['threeDSecure2Required', '3220: at every payment, too'],
      ['authenticationRequiredChargeDeclinedInsufficientFunds', '3178: once, and has no money'],
    ],
  ],
  [
    'Declines',
    [
      ['chargeCustomerFail', '0341: can be saved, and declines each charge'],
      ['chargeDeclined', '0002: when it is saved'],
      ['chargeDeclinedInsufficientFunds', '9995: no money'],
      ['chargeDeclinedLostCard', '9987: lost'],
      ['chargeDeclinedExpiredCard', '0069: expired'],
      ['chargeDeclinedIncorrectCvc', '0127: a wrong security code'],
      ['radarBlock', '0019: blocked for its risk'],
    ],
  ],
  [
    'Pays, and then',
    [
      ['createDispute', '0259: is disputed'],
      ['pendingRefund', '7726: its refunds take a while'],
      ['refundFail', '5126: its refunds come back'],
      ['bypassPending', '0077: its money is there at once'],
    ],
  ],
];

const question = (prefix: 'pm_card_' | 'tok_'): ChoiceView => ({
  name: 'card',
  label: 'Test card',
  options: groups.flatMap(([group, cards]) =>
    cards.map(([name, label]) => ({ value: `${prefix}${name}`, label, group })),
  ),
});

/** Which card, as the id of a PaymentMethod. */
export const cardQuestion = question('pm_card_');

/** Which card, as a token of old. */
export const tokenQuestion = question('tok_');
