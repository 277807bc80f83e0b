/** The first page. */
export const home = {
  title: 'Many small shops. One saved card.',
  about:
    'Save a card once and pay any of {sellers, plural, one {# seller} other {# sellers}} in {countries, plural, one {# country} other {# countries}} with one press. Each of them charges it directly, in its own currency.',
  goods: 'Goods',
  noGoods: 'No goods yet',
  unpacking: 'The sellers are still unpacking. Look in later.',
  seeAll: 'See all goods',
  sellers: 'Who sells here',
  browse: 'Browse everything they make',
  how: 'How the money moves',
  saveTitle: 'You save a card once',
  save: 'The platform keeps it as a PaymentMethod of one Customer. Your bank may ask you to confirm, this once.',
  copyTitle: 'Each seller gets a copy',
  copy: 'When you pay, the saved card is cloned to every seller’s own account, side by side.',
  chargeTitle: 'Each seller charges directly',
  charge:
    'A direct charge under the seller’s name, in the seller’s currency; the platform takes a fee of it.',
  onPlatform: 'on the platform',
  onEach: 'on each account',
  cardSaved: 'Card saved: <card></card>',
  endingIn: 'ending in {last4}',
  expired: 'Expired',
  seeWallet: 'See your wallet',
  saveOnce: 'Save a card once',
  noneYet: 'Yours has none yet.',
  testCard: 'A test card will do; nothing here costs anything.',
} as const;
