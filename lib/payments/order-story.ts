/**
 * How an order stands, in a buyer's words: what is paid, what is not, and what happens next. It
 * promises nothing that is not known.
 */
import { assertNever } from '../model/assert-never';
import {
  isInFlight,
  type DecisionReason,
  type LegState,
  type OrderStatus,
  type Terms,
} from '../model/status';

export interface StoryLeg {
  readonly seller: string;
  readonly state: LegState;
  /** True when Stripe did not answer so far, and we go on by ourselves. */
  readonly stalled: boolean;
  /** How far the refund of what was taken has come; null when there is none. */
  readonly givenBack: 'moving' | 'done' | 'failed' | null;
}

export interface StoryOrder {
  readonly status: OrderStatus;
  readonly terms: Terms;
  readonly reason: DecisionReason | null;
  readonly legs: readonly StoryLeg[];
  /** Plans that were to begin with it, each under a name of its own. */
  readonly plans?: readonly StoryLeg[];
}

export interface Story {
  readonly title: string;
  /** Further sentences; none where the title says it all. */
  readonly lines: readonly string[];
}

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Where the order stands, as its page says it. */
export function orderStory(order: StoryOrder): Story {
  const plans = order.plans ?? [];
  const all = { ...order, legs: [...order.legs, ...plans] };
  const stalled = namesOf(all.legs, ({ stalled }) => stalled);
  if (stalled) return stalledStory(all, stalled);
  if (plans.length > 0) return planStory(all, plans.length);
  return order.terms.policy === 'all_or_nothing' ? togetherStory(order) : eachStory(order);
}

function eachStory({ status, legs }: StoryOrder): Story {
  const all = legs.length;
  switch (status) {
    case 'open':
      return title(all === 1 ? 'We are paying the seller.' : 'We are paying the sellers.');
    case 'processing':
      return title('The bank is working on this payment. You need not do anything.');
    case 'action_needed':
      return title('Your bank wants you to confirm a payment, or try another card.');
    case 'partly_paid':
    case 'sent_back': {
      const paid = legs.filter(({ state }) => state === 'paid').length;
      const unpaid = namesOf(legs, ({ state }) => state !== 'paid');
      return title(
        `${paid} of ${all} sellers are paid. You can try the others again.`,
        `Paid, and staying so: ${namesOf(legs, ({ state }) => state === 'paid')}.`,
        `Not paid: ${unpaid}. Nothing was charged there, and those goods are not kept for you.`,
      );
    }
    case 'paid':
      return title(all === 1 ? 'The seller is paid.' : `All ${all} sellers are paid.`);
    case 'failed':
      return title(
        all === 1
          ? 'The payment did not go through. Nothing was charged.'
          : 'None of the payments went through. Nothing was charged.',
      );
    default:
      return assertNever(status);
  }
}

/** The same with plans among them, which begin, and are not only paid. */
function planStory({ status, legs }: StoryOrder, plans: number): Story {
  const goods = legs.length - plans;
  const ofPlans = plans === 1 ? 'your plan' : `your ${plans} plans`;
  switch (status) {
    case 'open':
      return title(
        goods === 0
          ? `We are beginning ${ofPlans}.`
          : `We are paying ${goods === 1 ? 'the seller' : 'the sellers'} and beginning ${ofPlans}.`,
      );
    case 'processing':
      return title('The bank is working on this payment. You need not do anything.');
    case 'action_needed':
      return title('Your bank wants you to confirm a payment, or try another card.');
    case 'partly_paid':
    case 'sent_back': {
      const done = legs.filter(({ state }) => state === 'paid').length;
      return title(
        `${done} of ${legs.length} went through. You can try the others again.`,
        `Paid or begun, and staying so: ${namesOf(legs, ({ state }) => state === 'paid')}.`,
        `Not paid: ${namesOf(legs, ({ state }) => state !== 'paid')}. Nothing was charged there, and goods are not kept for you.`,
      );
    }
    case 'paid': {
      const have = plans === 1 ? 'has' : 'have';
      if (goods === 0)
        return title(`${plans === 1 ? 'Your plan' : `All ${plans} plans`} ${have} begun.`);
      const paid = goods === 1 ? 'The seller is paid' : `All ${goods} sellers are paid`;
      return title(`${paid}, and ${ofPlans} ${have} begun.`);
    }
    case 'failed':
      return title('This did not go through. Nothing was charged.');
    default:
      return assertNever(status);
  }
}

function togetherStory(order: StoryOrder): Story {
  const { status, terms, legs } = order;
  const held = namesOf(legs, ({ state }) => state === 'authorized');
  // Somebody may have taken a part by hand, in Stripe's Dashboard.
  const paid = namesOf(legs, ({ state }) => state === 'paid');
  const known = !paid && !legs.some(({ state }) => state === 'processing');
  const soFar = known ? ' Nothing is charged yet.' : '';
  const heldLine = [
    ...(paid ? [`Paid: ${paid}.`] : []),
    ...(held ? [`Held, not charged: ${held}.`] : []),
  ];
  switch (status) {
    case 'open':
      if (terms.decision === 'capture') {
        return title('Every part is held. We are charging the sellers now.');
      }
      if (terms.decision === 'release') {
        return title('This order will not be paid. We are letting go what is held.', ...heldLine);
      }
      return title(`We are asking the bank to hold every part.${soFar}`, ...heldLine);
    case 'processing':
      return title('The bank is working on this payment. You need not do anything.', ...heldLine);
    case 'action_needed':
      return title(
        `Your bank wants you to confirm a payment.${soFar}`,
        ...heldLine,
        'Confirm below, and all sellers are charged together. If nobody confirms within an hour, the whole order is canceled and nothing is charged.',
      );
    case 'paid':
      return title(`All ${legs.length} sellers are paid.`);
    case 'failed':
      return failedStory(order);
    case 'partly_paid':
    case 'sent_back':
      return sentBackStory(legs);
    default:
      return assertNever(status);
  }
}

function failedStory({ reason, legs }: StoryOrder): Story {
  switch (reason) {
    case 'buyer_canceled':
      return title('You canceled this order. Nothing was charged.');
    case 'buyer_absent':
      return title(
        'Your bank’s question was not answered within an hour, so this order was canceled. Nothing was charged.',
      );
    case 'not_held':
    case 'all_held':
    case null: {
      const refused = namesOf(legs, ({ state }) => state === 'declined' || state === 'failed');
      if (!refused) return title('This order was canceled. Nothing was charged.');
      return title(
        'Nothing was charged.',
        `${refused} could not be paid, and you chose all or nothing: so no seller was.`,
      );
    }
    default:
      return assertNever(reason);
  }
}

function sentBackStory(legs: readonly StoryLeg[]): Story {
  const refused = namesOf(legs, ({ state }) => state !== 'paid');
  const moving = namesOf(legs, ({ givenBack }) => givenBack === 'moving');
  const done = namesOf(legs, ({ givenBack }) => givenBack === 'done');
  const stuck = namesOf(
    legs,
    ({ state, givenBack }) => state === 'paid' && (givenBack === 'failed' || givenBack === null),
  );
  return title(
    moving || stuck
      ? 'Not every seller could be paid, so we are giving back what was paid.'
      : 'Not every seller could be paid, so everything was given back.',
    ...(refused ? [`Not paid: ${refused}. Nothing was charged there.`] : []),
    ...(done ? [`Paid and given back in full: ${done}.`] : []),
    ...(moving ? [`Paid, and on its way back to you: ${moving}. You need not do anything.`] : []),
    ...(stuck ? [`Paid, and not given back yet: ${stuck}. We look after it.`] : []),
  );
}

/** Stripe cannot be reached: what is known, what is not, and that there is nothing to do. */
function stalledStory({ terms, legs }: StoryOrder, stalled: string): Story {
  const paid = namesOf(legs, ({ state }) => state === 'paid');
  const held = namesOf(legs, ({ state }) => state === 'authorized');
  const under = namesOf(legs, ({ state, stalled: late }) => isInFlight(state) && !late);
  const unpaid = namesOf(
    legs,
    ({ state }) => state === 'declined' || state === 'failed' || state === 'action_needed',
  );
  return title(
    `We could not reach our payment service for ${stalled}.`,
    ...(paid ? [`Paid: ${paid}.`] : []),
    ...(held ? [`Held, not charged: ${held}.`] : []),
    ...(unpaid ? [`Not paid: ${unpaid}.`] : []),
    ...(under ? [`Being worked on: ${under}.`] : []),
    terms.decision === 'release'
      ? 'This order will not be charged. What is held is let go as soon as we get through.'
      : 'Nothing is lost, and nobody is charged twice: we go on by ourselves until we know.',
    'You may close this page. Please do not pay again.',
  );
}

function title(text: string, ...lines: string[]): Story {
  return { title: text, lines };
}

/** E.g. `Linden Clay and Kumo House`; empty when there are none. */
function namesOf(legs: readonly StoryLeg[], which: (leg: StoryLeg) => boolean): string {
  return list.format(legs.filter(which).map(({ seller }) => seller));
}
