import { statementNameOf } from '../catalog/statement';
import { countryName } from '../language/formats';
import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import { cardName } from '../model/card-name';
import { times, totals, type Money } from '../model/money';
import { recurringTotals } from '../model/plan';
import { priceOf } from '../model/price';
import { isOnSession } from '../model/confirmation';
import type {
  AttemptView,
  LegView,
  OrderLineView,
  OrderRow,
  OrderView,
} from '../model/order-views';
import { canAuthenticate, canRetry, isInFlight, orderStatus, type Terms } from '../model/status';
import { problemFor } from '../stripe/problem';
import { afterSaleView } from './after-sale/after-sale-view';
import type { OrderRows } from './order-rows';
import { orderStory } from './order-story';
import { subscriptionView } from './order-subscription-view';
import { stateText } from './order-text';

type LegRows = OrderRows['legs'][number];

const amountOf = ({ leg }: LegRows): Money => ({ amount: leg.amount, currency: leg.currency });

/** An order as its page shows it, in the words of a language. */
export function orderView(rows: OrderRows, language: Language = firstLanguage): OrderView {
  const t = wordsIn(language, 'states');
  const { order, card } = rows;
  const subscriptions = rows.subscriptions.map((one) => subscriptionView(one, language));
  const states = [
    ...rows.legs.map(({ leg }) => leg.state),
    ...subscriptions.map(({ standing }) => standing),
  ];
  const status = orderStatus(states, order.policy);
  const paid = rows.legs.filter(({ leg }) => leg.state === 'paid');
  const begun = subscriptions.filter(({ standing }) => standing === 'paid');
  const legs = rows.legs.map((leg) => legView(leg, order, language));
  const together = order.policy === 'all_or_nothing';
  const story = orderStory(
    {
      status,
      terms: order,
      reason: order.decisionReason,
      legs: legs.map((leg) => ({
        seller: leg.seller.name,
        state: leg.state,
        stalled: leg.stalled,
        givenBack: givenBack(leg),
      })),
      plans: subscriptions.map(({ name, seller, standing, stalled }) => ({
        seller: t('planOf', { name, seller: seller.name }),
        state: standing,
        stalled,
        givenBack: null,
      })),
    },
    t,
  );
  return {
    id: order.id,
    number: order.number,
    status,
    statusText: story.title,
    story: story.lines,
    policy: order.policy,
    decision: order.decision,
    canCancel: together && order.decision === null && status !== 'failed',
    canOrderAgain: together && (status === 'failed' || status === 'sent_back'),
    createdAt: order.createdAt.toISOString(),
    totals: totals([...rows.legs.map(amountOf), ...subscriptions.map(({ due }) => due)]).map(
      (total) => priceOf(total, language),
    ),
    paidTotals: totals([...paid.map(amountOf), ...begun.map(({ due }) => due)]).map((total) =>
      priceOf(total, language),
    ),
    recurring: recurringTotals(
      rows.subscriptions.map(({ subscription }) => ({
        ...subscription,
        amount: subscription.unitAmount,
      })),
      wordsIn(language, 'plan'),
    ),
    payments: legs.length + subscriptions.filter(({ plan }) => plan.trialDays === 0).length,
    card: cardName(card, wordsIn(language, 'cards')),
    legs,
    subscriptions,
  };
}

/** An order as one line of the list. */
export function orderRow(rows: OrderRows, language: Language = firstLanguage): OrderRow {
  const { id, number, status, statusText, createdAt, totals } = orderView(rows, language);
  const lines = [
    ...rows.legs.flatMap((leg) => leg.lines),
    ...rows.subscriptions.map(({ subscription }) => subscription),
  ];
  const sellers = [...rows.legs, ...rows.subscriptions].map(({ seller }) => seller.name);
  return {
    id,
    number,
    status,
    statusText,
    createdAt,
    totals,
    sellers: [...new Set(sellers)],
    pieces: lines.reduce((pieces, { quantity }) => pieces + quantity, 0),
    pictures: [...new Set(lines.map(({ picture }) => picture))],
  };
}

/** How far the money that was taken for a leg has come on its way back. */
function givenBack({ afterSale }: LegView): 'moving' | 'done' | 'failed' | null {
  if (afterSale.fact === 'refunded') return 'done';
  if (afterSale.moving) return 'moving';
  return afterSale.refunds.some(({ state }) => state === 'failed') ? 'failed' : null;
}

function legView(
  rows: LegRows,
  order: Terms & { readonly number: string },
  language: Language,
): LegView {
  const t = wordsIn(language, 'states');
  const { leg, seller, tries } = rows;
  const attempts = tries.map((attempt) => attemptView(attempt, language));
  const current = tries.find(({ number }) => number === leg.attempt);
  const askedAnew = canAuthenticate(leg.state, current?.problem?.code ?? null, order);
  return {
    id: leg.id,
    seller: {
      slug: seller.slug,
      name: seller.name,
      countryName: countryName(seller.country, language),
    },
    accountId: leg.accountId,
    state: leg.state,
    stateText: stateText(leg.state, t),
    // Put back to its recovery point, or under way for longer than it should be.
    stalled: isInFlight(leg.state) && (leg.leaseOwner === null || rows.late),
    amount: priceOf(amountOf(rows), language),
    fee: priceOf({ amount: leg.feeAmount, currency: leg.currency }, language),
    lines: rows.lines.map((line) => lineView(line, leg.currency, language)),
    attempts,
    problem: attempts.find(({ number }) => number === leg.attempt)?.problem ?? null,
    canRetry: canRetry(leg.state, order),
    canAuthenticate: askedAnew && current?.kept === true,
    atTheBank: leg.state === 'action_needed' && isOnSession(current?.confirmation ?? 'off_session'),
    afterSale: afterSaleView(
      { ...leg, method: attempts.at(-1)?.card ?? t('yourCard') },
      rows,
      language,
    ),
    paidAt: leg.paidAt?.toISOString() ?? null,
    // https://docs.stripe.com/get-started/account/statement-descriptors
    statement: `${statementNameOf(seller)}* ${order.number}`,
  };
}

function lineView(
  line: LegRows['lines'][number],
  currency: string,
  language: Language,
): OrderLineView {
  const unit = { amount: line.unitAmount, currency };
  return {
    name: line.name,
    variant: line.variant,
    picture: line.picture,
    productSlug: line.productSlug,
    quantity: line.quantity,
    unit: priceOf(unit, language),
    amount: priceOf(times(unit, line.quantity), language),
  };
}

function attemptView(attempt: LegRows['tries'][number], language: Language): AttemptView {
  return {
    number: attempt.number,
    card: cardName(attempt, wordsIn(language, 'cards')),
    isDebit: attempt.brand === 'us_bank_account',
    cloneId: attempt.cloneId,
    paymentIntentId: attempt.paymentIntentId,
    chargeId: attempt.chargeId,
    confirmation: attempt.confirmation,
    cloneKey: attempt.cloneKey,
    chargeKey: attempt.chargeKey,
    captureKey: attempt.captureKey,
    releaseKey: attempt.releaseKey,
    problem: attempt.problem ? problemFor(attempt.problem, wordsIn(language, 'refusals')) : null,
  };
}
