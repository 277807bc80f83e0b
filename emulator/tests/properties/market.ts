/**
 * A market to play with at random: a platform and two sellers, whose clock stands unless it is put
 * forward. What Stripe refuses is part of the game; what it breaks at is not.
 */
import Stripe from 'stripe';
import { control } from '../support/raw-call';
import { scene, type Scene } from '../resources/scene';
import type { Place, Step } from './market-steps';

export interface Market extends Scene {
  /** Ids of what was made, oldest first; by these the steps find something to act on. */
  readonly intents: { id: string; place: Place }[];
  readonly transfers: string[];
  readonly payouts: { id: string; place: Place }[];
}

/**
 * The French seller is paid out daily, to a bank account that refuses it; the American by hand, to
 * one that can be debited again.
 */
export async function openMarket(): Promise<Market> {
  const made = await scene({
    clock: () => Date.UTC(2026, 0, 5, 12),
    settings: { settleDelayMs: 1_000 },
  });
  const { stripe, account, american } = made;
  const closed = {
    object: 'bank_account',
    country: 'DE',
    account_number: 'DE89370400440532013002',
  };
  await stripe.accounts.update(account, {
    // The SDK's type leaves the bank account's fields to Stripe.js.
    external_account: { ...closed, currency: 'eur' } as unknown as string,
  });
  await stripe.accounts.update(american, {
    settings: { payouts: { schedule: { interval: 'manual' } } },
  });
  const market: Market = { ...made, intents: [], transfers: [], payouts: [] };
  // Something to move from the start.
  const first = { do: 'charge', card: 'pm_card_bypassPending', capture: 'automatic' } as const;
  for (const where of ['platform', 'french', 'american'] as const) {
    await play(market, { ...first, place: where, amount: 20_000, share: 10 });
  }
  return market;
}

/** `Stripe-Account` of a place. */
export function at(market: Market, where: Place): Stripe.RequestOptions {
  if (where === 'platform') return {};
  return { stripeAccount: where === 'french' ? market.account : market.american };
}

function currencyAt(where: Place): string {
  return where === 'french' ? 'eur' : 'usd';
}

/** Plays one step. A refusal is fine, as long as it is one. */
export async function play(market: Market, step: Step): Promise<void> {
  try {
    await attempt(market, step);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (error.statusCode !== 400 && error.statusCode !== 402) throw error;
  }
}

function chosen<T>(all: readonly T[], index: number): T | undefined {
  return all[index % Math.max(all.length, 1)];
}

const part = (whole: number, percent: number): number =>
  Math.max(1, Math.round((whole * percent) / 100));

async function attempt(market: Market, step: Step): Promise<void> {
  const { stripe, intents, transfers, payouts, emulator } = market;
  switch (step.do) {
    case 'charge':
      return pay(market, step);
    case 'capture':
    case 'cancel': {
      const intent = chosen(intents, step.pick);
      if (!intent) return;
      const options = at(market, intent.place);
      if (step.do === 'cancel') {
        await stripe.paymentIntents.cancel(intent.id, {}, options);
        return;
      }
      const { amount: held } = await stripe.paymentIntents.retrieve(intent.id, {}, options);
      await stripe.paymentIntents.capture(
        intent.id,
        { amount_to_capture: part(held, step.share), final_capture: step.pick % 3 === 0 },
        options,
      );
      return;
    }
    case 'refund': {
      const intent = chosen(intents, step.pick);
      if (!intent) return;
      const options = at(market, intent.place);
      const paid = await stripe.paymentIntents.retrieve(intent.id, {}, options);
      await stripe.refunds.create(
        {
          payment_intent: intent.id,
          // More than all asks for what is left.
          ...(step.share > 100 ? {} : { amount: part(paid.amount, step.share) }),
          refund_application_fee: step.fee && paid.application_fee_amount !== null,
          reverse_transfer: step.share % 2 === 0 && paid.transfer_data !== null,
        },
        options,
      );
      return;
    }
    case 'return fee': {
      const fee = chosen((await stripe.applicationFees.list({ limit: 100 })).data, step.pick);
      if (!fee) return;
      await stripe.applicationFees.createRefund(fee.id, { amount: part(fee.amount, step.share) });
      return;
    }
    case 'dispute': {
      const intent = chosen(intents, step.pick);
      if (!intent) return;
      const options = at(market, intent.place);
      const { data } = await stripe.disputes.list({ payment_intent: intent.id }, options);
      const dispute = data[0];
      if (!dispute) return;
      if (step.answer === 'close') await stripe.disputes.close(dispute.id, {}, options);
      else {
        const evidence = { uncategorized_text: step.answer };
        await stripe.disputes.update(dispute.id, { evidence }, options);
      }
      return;
    }
    case 'transfer': {
      const destination = at(market, step.place).stripeAccount;
      if (destination === undefined) return;
      const source = step.from === null ? undefined : chosen(intents, step.from);
      const charge =
        source?.place === 'platform'
          ? (await stripe.paymentIntents.retrieve(source.id)).latest_charge
          : null;
      const { id } = await stripe.transfers.create({
        amount: step.amount,
        currency: 'usd',
        destination,
        ...(charge ? { source_transaction: String(charge) } : {}),
      });
      transfers.push(id);
      return;
    }
    case 'reverse transfer': {
      const id = chosen(transfers, step.pick);
      if (!id) return;
      const { amount: whole } = await stripe.transfers.retrieve(id);
      await stripe.transfers.createReversal(id, { amount: part(whole, step.share) });
      return;
    }
    case 'pay out': {
      const currency = currencyAt(step.place);
      const { id } = await stripe.payouts.create(
        { amount: step.amount, currency },
        at(market, step.place),
      );
      payouts.push({ id, place: step.place });
      return;
    }
    case 'cancel payout':
    case 'reverse payout': {
      const payout = chosen(payouts, step.pick);
      if (!payout) return;
      const options = at(market, payout.place);
      if (step.do === 'cancel payout') await stripe.payouts.cancel(payout.id, {}, options);
      else await stripe.payouts.reverse(payout.id, {}, options);
      return;
    }
    case 'wait':
      await control(emulator, 'POST', '/clock', { advance_seconds: step.hours * 3600 });
  }
}

/** What a bank account takes beside what a card does; it is refused what it can't be used for. */
const debit: Partial<Stripe.PaymentIntentCreateParams> = {
  allowed_payment_method_types: ['us_bank_account'],
  mandate_data: { customer_acceptance: { type: 'offline' } },
};

async function pay(market: Market, step: Extract<Step, { do: 'charge' }>): Promise<void> {
  const { stripe, intents } = market;
  const fee = Math.round((step.amount * step.share) / 100);
  // Half of what the platform sells is sent on to the American seller.
  const sentOn = step.place === 'platform' && step.share % 2 === 1;
  const bank = step.card.startsWith('pm_usBankAccount');
  const { id } = await stripe.paymentIntents.create(
    {
      amount: step.amount,
      currency: currencyAt(step.place),
      payment_method: step.card,
      confirm: true,
      off_session: true,
      capture_method: step.capture,
      payment_method_options: { card: { request_multicapture: 'if_available' } },
      ...(bank ? debit : {}),
      ...(sentOn ? { transfer_data: { destination: market.american } } : {}),
      ...((step.place === 'platform' && !sentOn) || fee === 0
        ? {}
        : { application_fee_amount: fee }),
    },
    at(market, step.place),
  );
  intents.push({ id, place: step.place });
}
