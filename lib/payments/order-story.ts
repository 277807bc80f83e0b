/**
 * How an order stands, in a buyer's words: what is paid, what is not, and what happens next. It
 * promises nothing that is not known.
 */
import { formatList } from '../language/formats';
import type { Words } from '../language/words';
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

type T = Words<'states'>;

/** Where the order stands, as its page says it. */
export function orderStory(order: StoryOrder, t: T): Story {
  const plans = order.plans ?? [];
  const all = { ...order, legs: [...order.legs, ...plans] };
  const stalled = namesOf(all.legs, ({ stalled }) => stalled, t);
  if (stalled) return stalledStory(all, stalled, t);
  if (plans.length > 0) return planStory(all, plans.length, t);
  return order.terms.policy === 'all_or_nothing' ? togetherStory(order, t) : eachStory(order, t);
}

function eachStory({ status, legs }: StoryOrder, t: T): Story {
  const count = legs.length;
  switch (status) {
    case 'open':
      return title(t('payingEach', { count }));
    case 'processing':
      return title(t('bankWorks'));
    case 'action_needed':
      return title(t('bankAsks'));
    case 'partly_paid':
    case 'sent_back': {
      const paid = legs.filter(({ state }) => state === 'paid').length;
      return title(
        t('somePaid', { paid, all: count }),
        t('stayingPaid', { names: namesOf(legs, ({ state }) => state === 'paid', t) }),
        t('notPaidGoods', { names: namesOf(legs, ({ state }) => state !== 'paid', t) }),
      );
    }
    case 'paid':
      return title(t('allPaid', { count }));
    case 'failed':
      return title(t('nonePaid', { count }));
    default:
      return assertNever(status);
  }
}

/** The same with plans among them, which begin, and are not only paid. */
function planStory({ status, legs }: StoryOrder, plans: number, t: T): Story {
  const goods = legs.length - plans;
  switch (status) {
    case 'open':
      return title(
        goods === 0 ? t('beginning', { plans }) : t('payingAndBeginning', { goods, plans }),
      );
    case 'processing':
      return title(t('bankWorks'));
    case 'action_needed':
      return title(t('bankAsks'));
    case 'partly_paid':
    case 'sent_back': {
      const done = legs.filter(({ state }) => state === 'paid').length;
      return title(
        t('someWent', { done, all: legs.length }),
        t('stayingBegun', { names: namesOf(legs, ({ state }) => state === 'paid', t) }),
        t('notPaidPlans', { names: namesOf(legs, ({ state }) => state !== 'paid', t) }),
      );
    }
    case 'paid':
      return title(goods === 0 ? t('begun', { plans }) : t('paidAndBegun', { goods, plans }));
    case 'failed':
      return title(t('notThrough'));
    default:
      return assertNever(status);
  }
}

function togetherStory(order: StoryOrder, t: T): Story {
  const { status, terms, legs } = order;
  const held = namesOf(legs, ({ state }) => state === 'authorized', t);
  // Somebody may have taken a part by hand, in Stripe's Dashboard.
  const paid = namesOf(legs, ({ state }) => state === 'paid', t);
  const nothingYet = !paid && !legs.some(({ state }) => state === 'processing');
  const heldLine = [
    ...(paid ? [t('paidNames', { names: paid })] : []),
    ...(held ? [t('heldNames', { names: held })] : []),
  ];
  switch (status) {
    case 'open':
      if (terms.decision === 'capture') return title(t('allHeld'));
      if (terms.decision === 'release') return title(t('releasing'), ...heldLine);
      return title(t(nothingYet ? 'holdingOnly' : 'holding'), ...heldLine);
    case 'processing':
      return title(t('bankWorks'), ...heldLine);
    case 'action_needed':
      return title(t(nothingYet ? 'asksOnly' : 'asks'), ...heldLine, t('confirmBelow'));
    case 'paid':
      return title(t('allPaid', { count: legs.length }));
    case 'failed':
      return failedStory(order, t);
    case 'partly_paid':
    case 'sent_back':
      return sentBackStory(legs, t);
    default:
      return assertNever(status);
  }
}

function failedStory({ reason, legs }: StoryOrder, t: T): Story {
  switch (reason) {
    case 'buyer_canceled':
      return title(t('buyerCanceled'));
    case 'buyer_absent':
      return title(t('buyerAbsent'));
    case 'not_held':
    case 'all_held':
    case null: {
      const names = namesOf(legs, ({ state }) => state === 'declined' || state === 'failed', t);
      if (!names) return title(t('orderCanceled'));
      return title(t('nothingCharged'), t('notHeld', { names }));
    }
    default:
      return assertNever(reason);
  }
}

function sentBackStory(legs: readonly StoryLeg[], t: T): Story {
  const refused = namesOf(legs, ({ state }) => state !== 'paid', t);
  const moving = namesOf(legs, ({ givenBack }) => givenBack === 'moving', t);
  const done = namesOf(legs, ({ givenBack }) => givenBack === 'done', t);
  const stuck = namesOf(
    legs,
    ({ state, givenBack }) => state === 'paid' && (givenBack === 'failed' || givenBack === null),
    t,
  );
  return title(
    t(moving || stuck ? 'givingBack' : 'allGivenBack'),
    ...(refused ? [t('notPaidThere', { names: refused })] : []),
    ...(done ? [t('backInFull', { names: done })] : []),
    ...(moving ? [t('onWayBack', { names: moving })] : []),
    ...(stuck ? [t('notBackYet', { names: stuck })] : []),
  );
}

/** Stripe cannot be reached: what is known, what is not, and that there is nothing to do. */
function stalledStory({ terms, legs }: StoryOrder, stalled: string, t: T): Story {
  const paid = namesOf(legs, ({ state }) => state === 'paid', t);
  const held = namesOf(legs, ({ state }) => state === 'authorized', t);
  const under = namesOf(legs, ({ state, stalled: late }) => isInFlight(state) && !late, t);
  const unpaid = namesOf(
    legs,
    ({ state }) => state === 'declined' || state === 'failed' || state === 'action_needed',
    t,
  );
  return title(
    t('notReached', { names: stalled }),
    ...(paid ? [t('paidNames', { names: paid })] : []),
    ...(held ? [t('heldNames', { names: held })] : []),
    ...(unpaid ? [t('unpaidNames', { names: unpaid })] : []),
    ...(under ? [t('workedOn', { names: under })] : []),
    t(terms.decision === 'release' ? 'willRelease' : 'goesOn'),
    t('mayClose'),
  );
}

function title(text: string, ...lines: string[]): Story {
  return { title: text, lines };
}

/** E.g. `Linden Clay and Kumo House`; empty when there are none. */
function namesOf(legs: readonly StoryLeg[], which: (leg: StoryLeg) => boolean, t: T): string {
  return formatList(
    legs.filter(which).map(({ seller }) => seller),
    t.language,
  );
}
