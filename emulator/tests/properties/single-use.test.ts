import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Stripe from 'stripe';
import { atTheBank, charge, cloneCard, saveCard, scene, type Scene } from '../resources/scene';
import { drawn } from '../support/whole';

/** What may be done with a clone that is attached to nobody. */
const steps = [
  'pay',
  'pay on session',
  'authenticate',
  'fail at the bank',
  'cancel',
  'confirm again',
  'hold',
] as const;

/** Plays one step; refusals are part of the game, faults are not. */
async function play(
  made: Scene,
  clone: string,
  intents: string[],
  step: (typeof steps)[number],
): Promise<void> {
  const { emulator, stripe, seller } = made;
  const last = intents.at(-1) ?? 'pi_none';
  const onSession = { off_session: false, return_url: 'http://localhost', use_stripe_sdk: true };
  const begin = async (parameters: Partial<Stripe.PaymentIntentCreateParams>) =>
    intents.push((await charge(made, clone, parameters)).id);
  try {
    if (step === 'pay') await begin({});
    if (step === 'pay on session') await begin(onSession);
    if (step === 'hold') await begin({ capture_method: 'manual' });
    if (step === 'cancel') await stripe.paymentIntents.cancel(last, {}, seller);
    if (step === 'confirm again') {
      const again = { payment_method: clone, off_session: true };
      await stripe.paymentIntents.confirm(last, again, seller);
    }
    if (step === 'authenticate' || step === 'fail at the bank') {
      const intent = await stripe.paymentIntents.retrieve(last, {}, seller);
      if (intent.status !== 'requires_action') return;
      await atTheBank(emulator, intent, step === 'authenticate' ? 'authenticate' : 'fail');
    }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    // A failed attempt leaves its intent behind, which may be confirmed again.
    if (error.payment_intent) intents.push(error.payment_intent.id);
    expect([400, 402, 404]).toContain(error.statusCode);
  }
}

describe('a PaymentMethod without a Customer', () => {
  test('is never charged twice, whatever one does with it', async () => {
    const made = await scene();
    const cards = await Promise.all(
      ['pm_card_visa', 'pm_card_authenticationRequired', 'pm_card_chargeCustomerFail'].map((card) =>
        saveCard(made, card),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cards),
        fc.array(fc.constantFrom(...steps), { minLength: 2, maxLength: 7 }),
        async (card, sequence) => {
          const { id: clone } = await cloneCard(made, card);
          const intents: string[] = [];
          for (const step of sequence) await play(made, clone, intents, step);
          const { data } = await made.stripe.charges.list({ limit: 100 }, made.seller);
          const ours = data.filter(({ payment_method }) => payment_method === clone);
          expect(ours.length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: drawn(15, 40) },
    );
  });

  test('succeeds once when fifty payments want it at the same moment', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id: clone } = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => charge(made, clone, { capture_method: 'automatic' })),
    );
    const paid = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(paid.map(({ status }) => status)).toEqual(['succeeded']);
    for (const one of outcomes) {
      if (one.status === 'fulfilled') continue;
      expect(one.reason).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
    }
    const { data } = await stripe.charges.list({ limit: 100 }, seller);
    expect(data).toMatchObject([{ payment_method: clone, status: 'succeeded' }]);
    const { data: entries } = await stripe.balanceTransactions.list({ limit: 100 }, seller);
    expect(entries).toHaveLength(1);
  });

  test('succeeds once when one intent is confirmed fifty times at the same moment', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id: clone } = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
    const { id } = await stripe.paymentIntents.create(
      { amount: 2500, currency: 'eur', payment_method: clone },
      seller,
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        stripe.paymentIntents.confirm(id, { off_session: true }, seller),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await stripe.charges.list({}, seller)).data).toHaveLength(1);
  });
});
