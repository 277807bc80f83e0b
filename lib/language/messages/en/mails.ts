/** E-mails. */
export const mails = {
  receiptSubject: 'Your receipt from {seller}, {number}',
  hello: 'Hello {name},',
  charged: '{seller} charged your {card} {amount} on {day}. Thank you.',
  paid: 'Paid',
  receipt: 'Receipt',
  paidWith: 'Paid with',
  onStatement: 'On your statement',
  charge: 'Charge',
  seeReceipt: 'See the receipt',
  refundSubject: '{amount} back from {seller}, {number}',
  back: '{amount} back',
  gaveBack: '{seller} gave {amount} back to your {card}. Your bank may take some days to show it.',
  gavePart:
    '{seller} gave {amount} back to your {card}, a part of what you paid. Your bank may take some days to show it.',
  order: 'Order',
  backTo: 'Back to',
  seeOrder: 'See the order',
  invoice: 'Invoice',
  seeSubscription: 'See the subscription',
  plusSubject: 'Your receipt for {plus}',
  plusUntil: '{plus} is yours until {day}. It ends by itself: nothing is charged again.',
  seePlus: 'See {plus}',
  askedSubject: 'Please confirm your payment to {seller}, {number}',
  elseGivenUp:
    'If you do nothing, this payment is given up on {time} UTC: {seller} charges nothing, and the goods are not kept for you any longer.',
  elseAllCanceled:
    'If you do nothing, the whole order is canceled on {time} UTC: no seller charges anything, and what is held is let go.',
  signInThere:
    'The button leads to Souk, where you sign in as usual. Nobody needs your card number by e-mail.',
  seller: 'Seller',
  toConfirm: 'To confirm',
  card: 'Card',
  confirmIt: 'Confirm the payment',
  foot: 'Souk is a demo: nothing was sold and no money moved. You get this because you bought on Souk.',
} as const;
