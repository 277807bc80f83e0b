// What is going to happen to one order, from its number and the seed alone.
import { diceOf } from './dice.mjs';

const goods = [
  ...['noodle-bowl', 'speckled-mug', 'lavender-sachets', 'hinoki-incense', 'fog-tea'],
  ...['thank-you-cards', 'bread-board', 'dark-maple-syrup', 'drought-garden-seeds'],
  ...['dipped-candles', 'chore-coat-pattern', 'bud-vase'],
];

/** Two pieces of each: carts come to find these shelves empty. All others hold more than is wanted. */
export const scarce = ['bud-vase'];

/** Stripe's test cards by what they do; good ones more often. https://docs.stripe.com/testing */
const cards = [
  ...['pm_card_visa', 'pm_card_mastercard', 'pm_card_amex', 'pm_card_visa_debit'],
  ...['pm_card_visa', 'pm_card_jp', 'pm_card_fr'],
  'pm_card_chargeCustomerFail',
  'pm_card_authenticationRequired',
  'pm_card_authenticationRequiredOnSetup',
];

/** Everything that chance decides about order `index`. */
export function planOf(seed, index) {
  const dice = diceOf(seed * 1_000_003 + index);
  return {
    index,
    goods: dice.some(goods, dice.one([1, 1, 1, 2, 2, 3, 3, 5, 8])),
    card: dice.one(cards),
    /** Another card for the last seller. */
    other: dice.chance(0.25) ? dice.one(cards) : null,
    policy: dice.chance(0.35) ? 'all_or_nothing' : 'each_on_its_own',
    /** How many windows press at once. */
    presses: dice.one([1, 1, 1, 2, 3]),
    /** Kills the shop so many milliseconds after the press. */
    killAfterMs: dice.chance(0.06) ? dice.whole(0, 60) : null,
    /** What the buyer says at the bank. */
    bank: dice.chance(0.7) ? 'authenticate' : 'fail',
    triesAgain: dice.chance(0.7),
    refund: dice.chance(0.2) ? dice.one(['all', 'all', '1']) : null,
  };
}

/** Faults that are there all the time; whom they hit is the emulator's own dice. */
export function faultsOf(seed) {
  const events = [
    { action: 'duplicate_event', copies: 3, probability: 0.15 },
    { action: 'reorder_event', delay_ms: 1_500, probability: 0.2 },
    { action: 'delay_event', delay_ms: 800, probability: 0.1 },
  ];
  return [...callFaultsOf(seed), ...events].map((fault, index) => ({
    ...fault,
    seed: seed + index,
  }));
}

/** Those of calls alone. */
export function callFaultsOf(seed) {
  const calls = [
    { action: 'drop', probability: 0.02 },
    { action: 'reset', probability: 0.02 },
    { action: 'api_error', probability: 0.01 },
    { action: 'rate_limit', probability: 0.02 },
    { action: 'lock_timeout', probability: 0.02 },
    { action: 'slow_answer', delay_ms: 400, probability: 0.03 },
    { action: 'slow_body', delay_ms: 200, cut_off: true, probability: 0.01 },
  ];
  return calls.map((call, index) => ({ ...call, path: '/v1/*', seed: seed + index }));
}
