/** The decision helper: what somebody has, what they want, and which way that is. */
export interface Decision {
  readonly have: string;
  readonly want: string;
  /** The slug of a way. */
  readonly way: string;
  readonly because: string;
}

const nothingYet = 'Nothing yet';
const saved = 'A card saved on the platform';
const fresh = 'A PaymentMethod that belongs to nobody';
const bank = 'A buyer with a US bank account';
const old = 'Cards or Sources from years ago';

export const decisions: readonly Decision[] = [
  {
    have: nothingYet,
    want: 'Pay many sellers with one card',
    way: 'clone-and-charge',
    because: 'Save it once on the platform, then clone it for each charge.',
  },
  {
    have: nothingYet,
    want: 'Pay one seller, again and again',
    way: 'on-account-browser',
    because: 'Then the card may live on that seller’s account, and nothing is to be cloned.',
  },
  {
    have: nothingYet,
    want: 'Sell something of the platform’s own first, then pay sellers',
    way: 'pay-platform-and-save',
    because: 'One confirmation charges the card and keeps it.',
  },
  {
    have: nothingYet,
    want: 'Decide on the server between typing and paying',
    way: 'on-account-server',
    because: 'The browser makes a PaymentMethod there, and your server confirms.',
  },
  {
    have: saved,
    want: 'Charge it at a seller, once',
    way: 'clone-and-charge',
    because: 'Two requests for each seller, and the original stays as it is.',
  },
  {
    have: saved,
    want: 'Let a seller’s account bill it every month',
    way: 'recurring',
    because: 'The clone is attached to a Customer there, and each change of card is carried to it.',
  },
  {
    have: saved,
    want: 'Charge it for a seller in Europe',
    way: 'on-behalf-of',
    because: 'The card must be set up by that country’s rules, or its bank declines.',
  },
  {
    have: saved,
    want: 'Understand why it cannot be cloned',
    way: 'not-clonable',
    because: 'Each of Stripe’s refusals is there, to be tried.',
  },
  {
    have: fresh,
    want: 'Charge it at one seller, once',
    way: 'clone-unattached',
    because: 'It needs no Customer, and is used up by it.',
  },
  {
    have: fresh,
    want: 'Keep it for later',
    way: 'clone-twice',
    because: 'Attach it before its first charge; afterwards it is too late.',
  },
  {
    have: bank,
    want: 'Debit it for many sellers',
    way: 'us-bank-account',
    because: 'Bank accounts are cloned like cards, mandate included.',
  },
  {
    have: old,
    want: 'Clone them like cards of today',
    way: 'migration',
    because: 'Set each up once; a command does it for all of them.',
  },
  {
    have: old,
    want: 'Understand a `card_…` that is shared by a token',
    way: 'token-from-customer',
    because: 'It still works, for what was saved that way.',
  },
  {
    have: old,
    want: 'Understand a `src_…`',
    way: 'sources',
    because: 'Its statuses and its end, step by step.',
  },
  {
    have: old,
    want: 'Understand `original_source`',
    way: 'clone-source',
    because: 'It is what cloning PaymentMethods replaced.',
  },
];
