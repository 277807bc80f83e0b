import type { QueueName } from '../jobs/queues';
import type { DifferenceKind } from '../model/difference';
import type { EventIgnored, EventState } from '../model/webhook';
import type { OpenJobState, StalledKind } from '../model/work';

/** What each kind of job does, in words. */
export const queueTitles: Readonly<Record<QueueName, string>> = {
  sweep: 'Look for unfinished work',
  'drive-leg': 'Take a payment to its end',
  'settle-order': 'Decide about an order of all sellers or none',
  'look-at-bank': 'Ask what became of a buyer at the bank',
  'send-refund': 'Send a refund',
  'look-after-sale': 'Ask about refunds and disputes of a payment',
  'look-after-invoice': 'Ask about refunds and disputes of a subscription’s payment',
  'send-mail': 'Send an e-mail',
  'finish-setup': 'Finish saving a card',
  'finish-membership': 'Finish the payment of a membership',
  'finish-removal': 'Take a removed card off the customer',
  'finish-edits': 'Have sellers follow a corrected card',
  'start-subscription': 'Begin a subscription',
  'follow-buyer': 'Tell Stripe a buyer’s new name or e-mail',
  'change-subscription': 'Change a subscription as its buyer asked',
  'follow-account': 'Ask how a seller’s account stands',
  'account-returned': 'Make up for what an account missed while it was away',
  'tell-account': 'Tell a seller’s account what the shop says',
  'provision-plans': 'Make what a plan is sold by at its seller',
  'offer-again': 'Have a customer of a seller offer a card again',
  'read-subscription': 'Ask how a subscription stands',
  'sync-mirror': 'Bring a subscription up to date at its seller',
  'end-stray': 'End a subscription that nobody wants, and send its money back',
  'handle-event': 'Handle an event of Stripe’s',
  'make-test-data': 'Make test data',
  reconcile: 'Compare a day with a seller’s account',
};

/** Where a job stands that is not done. */
export const jobStates: Readonly<Record<OpenJobState, string>> = {
  created: 'Waiting',
  retry: 'Failed, comes again by itself',
  active: 'Running',
  failed: 'Stopped',
};

/** What the time beside it is of. */
export const jobTimes: Readonly<Record<OpenJobState, string>> = {
  created: 'Due',
  retry: 'Next try',
  active: 'Began',
  failed: 'Tried last',
};

export const retryAdvice =
  'It stopped where its row says, so another try goes on from there and nothing is done twice.';

/** What a row that does not come to its end is about. */
export const stalledTitles: Readonly<Record<StalledKind, string>> = {
  leg: queueTitles['drive-leg'],
  refund: queueTitles['send-refund'],
  start: queueTitles['start-subscription'],
  sync: queueTitles['sync-mirror'],
  change: queueTitles['change-subscription'],
  membership: queueTitles['finish-membership'],
};

export const stalledAdvice =
  'It goes on by itself every few minutes, with the same keys. Another try begins at once, once what stands in its way is mended.';

/** A year of Plus that does not agree with its PaymentIntent. */
export const stoppedMembership = {
  title: 'A payment of Plus that does not agree',
  advice:
    'Its buyer cannot pay anew meanwhile. Put it right at Stripe, or cancel it or give all of it back there: then it ends here by itself, at the next look.',
};

/** A refund whose answer did not agree with what was granted. */
export const stoppedRefund = {
  title: 'A refund that does not agree with what was granted',
  advice:
    'Its buyer reads that it is being checked, and it is read again now and then. Compare it with the refund at Stripe; what that gives back too little can be given back there by hand.',
};

export const failedRefund = {
  title: 'A refund of a membership that failed',
  advice:
    'The money came when nobody waited for it, and its bank did not take it back. Another press sends it once more; where the card is gone, give it back outside of Stripe.',
};

/** Invoices of a Subscription that nobody wanted. */
export const notUndone = {
  credit: {
    title: 'Credit that was not put back',
    advice:
      'It went into an invoice of a Subscription that nobody wanted, and its buyer is told that it is not back. Mend what stands in the way at Stripe, and try again. Whoever adds it to the Customer’s balance by hand writes the invoice’s id there as metadata “invoice”: then another try finds it, and it is not put back twice.',
  },
  waiting: {
    title: 'An invoice that nobody wants, and that was not voided',
    advice:
      'Its Subscription has ended, but somebody may still pay it, and the credit in it is not back with its buyer. Void it in Stripe’s Dashboard, or mend what stands in the way there, and try again.',
  },
} as const;

/** Payments that wait for an operator's word. */
export const stoppedLegs = {
  mismatch: {
    title: 'A payment that does not agree with its order',
    advice:
      'Nothing more is charged meanwhile, and it is read again now and then. Compare the order with the payment at Stripe; what cannot be put right there is ended here.',
  },
  left: {
    title: 'A payment at an account that has left',
    advice:
      'Souk cannot ask this account any more, and it may have been charged. Ask its seller. It is looked at once a day, and settles should the account come back.',
  },
} as const;

/** What follows when an operator ends one. */
export const endingText = {
  mismatch:
    'All that has arrived goes back to the buyer, and what is held is let go. This seller’s part has failed; the rest of the order goes on.',
  left: 'This seller’s part has failed, and the rest of the order goes on. What the seller has taken is theirs to give back; Souk sends it back by itself only if the account returns.',
} as const;

/** Starts of subscriptions that wait for the same. */
export const stoppedStarts = {
  mismatch: {
    title: 'A subscription that does not agree with its order',
    advice:
      'Nothing is begun a second time meanwhile, and it is read again now and then; but Stripe may go on charging it. Compare the order with the subscription at Stripe; what cannot be put right there is ended here.',
  },
  left: {
    title: 'A subscription at an account that has left',
    advice:
      'Souk cannot ask this account any more, and the subscription may have begun there. Ask its seller. It is looked at once a day, and settles should the account come back.',
  },
} as const;

export const startEndingText = {
  mismatch:
    'It is canceled at Stripe, and all that it has charged goes back to the buyer. This part of the order has failed; the rest goes on, and the buyer may begin it anew.',
  left: 'This part of the order has failed, and the rest of it goes on. What the seller has taken is theirs to give back; should the account return, Souk ends there what has begun and sends the money back.',
} as const;

export const lostMailAdvice =
  'The mail server took it at none of its tries. Another press begins anew, with the same words.';

export const ignoredTitles: Readonly<Partial<Record<EventIgnored, string>>> = {
  foreign_account: 'An event of an account that does not sell here',
  wrong_mode: 'An event of the other mode, live or test',
};

export const ignoredAdvice =
  'Nothing was done about it. Look in Stripe’s Dashboard why it is sent to this endpoint.';

/** What became of events that something was done about, or is to be. */
export const eventStates: Readonly<Record<Exclude<EventState, 'ignored'>, string>> = {
  received: 'To be handled',
  handled: 'Handled',
  failed: 'Failed',
};

/** Why nothing was done about the others. */
export const eventsIgnored: Readonly<Record<EventIgnored, string>> = {
  unknown_type: 'Set aside: nobody listens to it',
  not_ours: 'Set aside: not about an order or a subscription here',
  foreign_account: 'Set aside: of another account',
  wrong_mode: 'Set aside: of the other mode',
};

/** What differs, and what a person can do about it. */
export const differenceText: Readonly<
  Record<DifferenceKind, { readonly title: string; readonly advice: string }>
> = {
  charge_unknown: {
    title: 'Charged, and not paid here',
    advice:
      'The buyer paid for something that we do not have as paid. Open the charge at Stripe: refund it there, or see why the order does not know it.',
  },
  charge_undecided: {
    title: 'Waiting for the bank, and ended here',
    advice:
      'Nobody waits for this money any more. Souk lets go by itself what is only held; about a debit its bank has still to decide. It is looked at again every night, and sent back should it arrive.',
  },
  charge_missing: {
    title: 'Paid here, and not charged',
    advice:
      'The account has no such charge, so the seller has no money for this order. Keep the goods back until it is clear which is right.',
  },
  charge_amount: {
    title: 'Another amount was charged',
    advice:
      'Compare the order with the charge at Stripe, and refund what was taken too much. What was taken too little is lost, or asked for anew.',
  },
  charge_currency: {
    title: 'Another currency was charged',
    advice: 'Refund the charge at Stripe and let the buyer pay again.',
  },
  charge_fee: {
    title: 'Another fee was kept',
    advice:
      'The platform kept more or less than the order says. Stripe’s Dashboard can give a part of an application fee back to the seller.',
  },
  refund_unknown: {
    title: 'Given back at Stripe',
    advice:
      'Somebody refunded this in Stripe’s Dashboard. Nothing needs to be done, unless nobody meant to.',
  },
  refund_missing: {
    title: 'Refunded here, and not at Stripe',
    advice: 'The buyer was told of money that is not on its way. Refund the charge at Stripe.',
  },
  refund_amount: {
    title: 'Another amount was given back',
    advice: 'Compare the refund with the one at Stripe, and refund what is missing there.',
  },
  refund_status: {
    title: 'A refund came to another end',
    advice:
      'Open the refund at Stripe. Where it has failed, the buyer was told of money that did not arrive: give it back another way.',
  },
  fee_returned: {
    title: 'Another part of the fee went back',
    advice:
      'What the platform kept of this payment is not in proportion to what its buyer got back; so it is where somebody refunds in the Dashboard without the fee. Stripe’s Dashboard can give the rest of it back to the seller.',
  },
};
