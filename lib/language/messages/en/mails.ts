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
  foot: 'Souk is a demo: nothing was sold and no money moved. You get this because you bought on Souk.',
} as const;
