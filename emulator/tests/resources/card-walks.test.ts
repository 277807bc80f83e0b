import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { families, type Behaviour, type Published } from './published-cards';
import { atTheBank, failure, scene, type Scene } from './scene';

/** Makes a PaymentMethod of the card on the platform, as often as asked. */
type Mint = () => Promise<string>;

function byName({ stripe }: Scene, name: string): Mint {
  return async () => {
    const card = { token: `tok_${name}` };
    return (await stripe.paymentMethods.create({ type: 'card', card })).id;
  };
}

/** Types the number into a form of Stripe.js, with a CVC and no address. */
function byNumber({ emulator }: Scene, number: string): Mint {
  const year = new Date().getUTCFullYear() + 2;
  return async () => {
    const { json } = await call(emulator, '/v1/payment_methods', {
      key: 'pk_test_emulator',
      body: `type=card&card[number]=${number}&card[exp_month]=12&card[exp_year]=${year}&card[cvc]=123`,
    });
    return String(json.id);
  };
}

/** The `decline_code` of an error, else its `code`; `succeeded` and the like when there is none. */
async function ending(
  made: Scene,
  start: Promise<Stripe.PaymentIntent | Stripe.SetupIntent>,
  read: (id: string) => Promise<Stripe.PaymentIntent | Stripe.SetupIntent>,
): Promise<string> {
  const started = await start.catch((error: Stripe.errors.StripeError) => error);
  if (started instanceof Stripe.errors.StripeError) {
    return started.decline_code || String(started.code);
  }
  if (started.status !== 'requires_action') return started.status;
  await atTheBank(made.emulator, started, 'authenticate');
  const after = await read(started.id);
  const error = 'amount' in after ? after.last_payment_error : after.last_setup_error;
  return `requires_action > ${error?.decline_code ?? error?.code ?? after.status}`;
}

function setUp(made: Scene, card: string): Promise<string> {
  const { stripe, jenny } = made;
  const given = {
    customer: jenny,
    payment_method: card,
    confirm: true,
    return_url: 'http://localhost',
    use_stripe_sdk: true,
  };
  return ending(made, stripe.setupIntents.create(given), (id) => stripe.setupIntents.retrieve(id));
}

function pay(
  made: Scene,
  card: string,
  session: Partial<Stripe.PaymentIntentCreateParams>,
  account?: string,
): Promise<string> {
  const { stripe } = made;
  const options = account === undefined ? {} : { stripeAccount: account };
  const given = {
    amount: 2500,
    currency: 'usd',
    payment_method: card,
    confirm: true,
    ...session,
  };
  return ending(made, stripe.paymentIntents.create(given, options), (id) =>
    stripe.paymentIntents.retrieve(id, {}, options),
  );
}

const present = { return_url: 'http://localhost', use_stripe_sdk: true };
const absent = { off_session: true };

/** What becomes of one card at each step, always with a new PaymentMethod. */
async function walk(made: Scene, mint: Mint): Promise<Behaviour> {
  const { stripe, jenny, american } = made;
  const attach = await stripe.paymentMethods
    .attach(await mint(), { customer: jenny })
    .then(() => 'attached')
    .catch((error: Stripe.errors.StripeError) => error.decline_code || String(error.code));
  const saved = await mint();
  const setUpEnding = await setUp(made, saved);
  const kept = (await stripe.paymentMethods.retrieve(saved)).customer !== null;
  const clone = await stripe.paymentMethods.create(
    kept ? { customer: jenny, payment_method: saved } : { payment_method: await mint() },
    { stripeAccount: american },
  );
  return {
    attach,
    setUp: setUpEnding,
    onSession: await pay(made, await mint(), present),
    offSession: await pay(made, await mint(), absent),
    clone: await pay(made, clone.id, absent, american),
  };
}

async function expectLook(made: Scene, mint: Mint, [name, number, look]: Published): Promise<void> {
  const { card } = await made.stripe.paymentMethods.retrieve(await mint());
  const others = card?.networks?.available.filter((network) => network !== card.brand) ?? [];
  const seen = [card?.brand, card?.country, card?.funding, ...others].join(' ');
  if (look !== undefined) expect(seen, `${name ?? number}`).toBe(look);
  if (number !== null) expect(card?.last4, `${name ?? number}`).toBe(number.slice(-4));
}

describe('every published card, at attach, set-up, on and off session, and cloned', () => {
  test.each(families)('$name', { timeout: 60_000 }, async ({ behaviour, cards }) => {
    const made = await scene();
    for (const published of cards) {
      const [name, number] = published;
      const mint = name === null ? byNumber(made, number ?? '') : byName(made, name);
      await expectLook(made, mint, published);
      expect(await walk(made, mint), name ?? number ?? '').toEqual(behaviour);
    }
  });

  test('each name is a PaymentMethod’s and a token’s, and each number the same card', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const shown = ({ card }: Stripe.PaymentMethod): object => [
      card?.brand,
      card?.last4,
      card?.country,
    ];
    for (const [name, number] of families.flatMap(({ cards }) => cards)) {
      if (name === null) continue;
      const method = await stripe.paymentMethods.retrieve(`pm_card_${name}`);
      const token = await stripe.paymentMethods.retrieve(await byName(made, name)());
      expect(shown(method), name).toEqual(shown(token));
      expect(method.id).not.toBe(token.id);
      if (number === null) continue;
      const typed = await stripe.paymentMethods.retrieve(await byNumber(made, number)());
      expect(shown(typed), number).toEqual(shown(token));
      expect(typed.card?.fingerprint).toBe(token.card?.fingerprint);
    }
    const unknown = await failure(
      stripe.paymentMethods.attach('pm_card_nothing', { customer: jenny }),
    );
    expect(unknown.statusCode).toBe(404);
  });
});
