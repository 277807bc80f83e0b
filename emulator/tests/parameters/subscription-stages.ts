import type { Stage } from './stage';
import { itemBody, month, priceData, priced, product, subscribed } from './subscription-scene';
import type { Opening, Theatre } from './theatre';

const soon = Math.floor(Date.now() / 1000) + 5 * 24 * 60 * 60;

/** The same of `add_invoice_items`, which are seen on the invoice. */
async function extraBody(theatre: Theatre, field: string | undefined, below: string | undefined) {
  if (field === 'price') return { body: {}, value: await priced(theatre, {}) };
  if (field !== 'price_data') return { body: { price: await priced(theatre, {}) } };
  return {
    body: { price_data: await priceData(theatre, below, false) },
    ...(below === 'product' ? { value: await product(theatre) } : {}),
  };
}

/** What is said besides its items, when it is made and after. */
function settings({ card }: Theatre, [first, second]: readonly string[]): Partial<Opening> {
  switch (first) {
    case 'billing_mode':
      return second === 'flexible'
        ? { body: { billing_mode: { type: 'flexible' } }, value: 'itemized' }
        : {};
    case 'cancel_at':
    case 'billing_cycle_anchor':
      return { value: soon };
    case 'collection_method':
      return { value: 'send_invoice' };
    case 'days_until_due':
      return { body: { collection_method: 'send_invoice' } };
    case 'default_payment_method':
      return { value: card };
    case 'payment_settings':
      return second === 'payment_method_types'
        ? { body: { payment_behavior: 'default_incomplete' }, value: 'us_bank_account' }
        : {};
    case 'trial_end':
      return { value: soon };
    case 'pause_collection':
      return second === 'resumes_at' ? { value: soon } : {};
    default:
      return {};
  }
}

/** The line of an item that is billed once: it comes after that of the period. */
const onceSights = {
  'add_invoice_items.0.price': 'latest_invoice.lines.0.pricing.price_details.price',
  'add_invoice_items.0.price_data.product': 'latest_invoice.lines.0.pricing.price_details.product',
  'add_invoice_items.0.price_data.unit_amount': 'latest_invoice.lines.0.amount',
  'add_invoice_items.0': 'latest_invoice.lines.0',
};

const itemSights = {
  'items.0.price': 'items.0.price',
  'items.0.price_data': 'items.0.price',
};

export const subscriptionStages: readonly Stage[] = [
  {
    parameters: 'SubscriptionCreateParams',
    open: async (theatre, path) => {
      const { stripe, jenny, card, american } = theatre;
      const [first, , third, fourth] = path;
      const expand = ['latest_invoice'];
      const at = { path: '/v1/subscriptions', expand };
      const body = { customer: jenny, default_payment_method: card };
      if (first === 'items') {
        const item = await itemBody(theatre, third, fourth);
        const { value } = { value: undefined, ...item };
        const said = { ...body, items: { 0: item.body } } as Opening['body'];
        return { ...at, body: said, ...(value === undefined ? {} : { value }) };
      }
      const items = { 0: { price: await priced(theatre) } };
      if (first === 'add_invoice_items') {
        const item = await extraBody(theatre, third, fourth);
        const { value } = { value: undefined, ...item };
        const said = { ...body, items, add_invoice_items: { 0: item.body } } as Opening['body'];
        return { ...at, body: said, ...(value === undefined ? {} : { value }) };
      }
      if (first === 'application_fee_percent') {
        const { id: customer } = await stripe.customers.create({}, { stripeAccount: american });
        const whose = { stripeAccount: american };
        const product_data = { name: 'Tea' };
        const made = { currency: 'usd', unit_amount: 500, recurring: month, product_data };
        const { id: price } = await stripe.prices.create(made, whose);
        const waits = { payment_behavior: 'default_incomplete' };
        return { ...at, account: american, body: { customer, items: { 0: { price } }, ...waits } };
      }
      const { body: more, ...rest } = settings(theatre, path);
      const { default_payment_method: _, ...others } = body;
      const poor = first === 'customer' || first === 'default_payment_method';
      return {
        ...at,
        body: {
          ...(poor ? { customer: jenny, payment_behavior: 'default_incomplete' } : body),
          ...(first === 'customer' ? { customer: undefined } : others),
          items,
          ...more,
        },
        ...rest,
        ...(first === 'customer' ? { value: (await stripe.customers.create()).id } : {}),
        ...(first === 'currency' ? { value: 'eur' } : {}),
      };
    },
    seenAs: {
      ...itemSights,
      ...onceSights,
      payment_behavior: { at: 'status', as: 'incomplete' },
      trial_period_days: { at: 'status', as: 'trialing' },
    },
  },
  {
    parameters: 'SubscriptionUpdateParams',
    open: async (theatre, path) => {
      const [first, , third, fourth] = path;
      if (first === 'application_fee_percent') return feeUpdate(theatre);
      const missing = first === 'default_payment_method';
      const made = await subscribed(
        theatre,
        missing
          ? { default_payment_method: undefined, payment_behavior: 'default_incomplete' }
          : {},
      );
      const id = made.items.data[0]?.id ?? '';
      const at = { path: `/v1/subscriptions/${made.id}`, expand: ['latest_invoice'] };
      if (first === 'items') {
        const item = await itemBody(theatre, third, fourth);
        const { value } = { value: undefined, ...item };
        const { price: _, ...own } = item.body as Record<string, object | string>;
        const said = { items: { 0: { ...own, id } } } as Opening['body'];
        const named = third === 'id' ? { value: id } : {};
        return { ...at, body: said, ...(value === undefined ? {} : { value }), ...named };
      }
      if (first === 'add_invoice_items') {
        const item = await extraBody(theatre, third, fourth);
        const { value } = { value: undefined, ...item };
        const said = { add_invoice_items: { 0: item.body }, proration_behavior: 'always_invoice' };
        return { ...at, body: said as Opening['body'], ...(value === undefined ? {} : { value }) };
      }
      return { ...at, ...settings(theatre, path) };
    },
    seenAs: {
      ...itemSights,
      ...Object.fromEntries(
        Object.entries(onceSights).map(([name, sight]) => [
          name,
          sight.replace('lines.1', 'lines.0'),
        ]),
      ),
    },
  },
  {
    parameters: 'SubscriptionPauseParams',
    open: async (theatre) => ({
      path: `/v1/subscriptions/${(await subscribed(theatre)).id}/pause`,
    }),
  },
  {
    parameters: 'SubscriptionResumeParams',
    open: async (theatre) => ({
      path: `/v1/subscriptions/${(await subscribed(theatre)).id}/resume`,
    }),
  },
];

async function feeUpdate({ stripe, american }: Theatre): Promise<Opening> {
  const whose = { stripeAccount: american };
  const { id: customer } = await stripe.customers.create({}, whose);
  const product_data = { name: 'Tea' };
  const made = { currency: 'usd', unit_amount: 500, recurring: month, product_data };
  const { id: price } = await stripe.prices.create(made, whose);
  const { id } = await stripe.subscriptions.create(
    { customer, items: [{ price }], payment_behavior: 'default_incomplete' },
    whose,
  );
  return { path: `/v1/subscriptions/${id}`, account: american };
}
