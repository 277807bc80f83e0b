/**
 * The events of money that goes back: refunds, fees and disputes of direct charges
 * (docs.stripe.com/api/events/types, docs.stripe.com/connect/webhooks).
 */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { charge, cloneCard, eventually, saveCard, scene, type Scene } from '../resources/scene';
import { objectOf, previous, types, witness } from './witness';

/** A booked direct charge of the French seller with a cloned card; its id. */
async function paid(here: Scene, card: string, fee?: number): Promise<string> {
  const clone = await cloneCard(here, await saveCard(here, card));
  const { latest_charge } = await charge(here, clone.id, {
    capture_method: 'automatic',
    ...(fee === undefined ? {} : { application_fee_amount: fee }),
  });
  return String(latest_charge);
}

/** Waits until a refund looks as `is` says. */
function until(
  { stripe, seller }: Scene,
  id: string,
  is: (refund: Stripe.Refund) => boolean,
): Promise<Stripe.Refund> {
  return eventually(async () => {
    const refund = await stripe.refunds.retrieve(id, {}, seller);
    return is(refund) ? refund : null;
  });
}

const hasReference = ({ destination_details }: Stripe.Refund) =>
  destination_details?.card?.reference_status === 'available';

describe('a refund', () => {
  test('that succeeds, with its reference later; the fee stays', async () => {
    const here = await scene();
    const { stripe, seller: options } = here;
    const id = await paid(here, 'pm_card_visa', 250);
    const told = await witness(here);
    const { seller, platform } = await told.during(async () => {
      const refund = await stripe.refunds.create({ charge: id, amount: 1000 }, options);
      await until(here, refund.id, hasReference);
    });
    expect(types(seller)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
    ]);
    expect(types(platform)).toEqual([]);
    expect(objectOf(seller, 'charge.refunded')).toMatchObject({
      id,
      object: 'charge',
      amount_refunded: 1000,
      refunded: false,
    });
    for (const name of ['refund.updated', 'charge.refund.updated']) {
      expect(objectOf(seller, name)).toMatchObject({ object: 'refund', charge: id });
      expect(previous(seller, name)).toMatchObject({
        destination_details: { card: { reference_status: 'pending' } },
      });
    }
    // The first two are of the request, the others of the bank.
    expect(seller.map(({ request }) => request?.id !== null)).toEqual([true, true, false, false]);
  });

  test('that returns the fee tells the platform', async () => {
    const here = await scene();
    const { stripe, seller: options } = here;
    const id = await paid(here, 'pm_card_visa', 250);
    const told = await witness(here);
    const { platform, seller } = await told.during(() =>
      stripe.refunds.create({ charge: id, refund_application_fee: true }, options),
    );
    expect(types(platform)).toEqual(['application_fee.refunded']);
    expect(objectOf(platform, 'application_fee.refunded')).toMatchObject({
      account: here.account,
      amount_refunded: 250,
      refunded: true,
    });
    expect(types(seller).slice(0, 2)).toEqual(['refund.created', 'charge.refunded']);
    expect(objectOf(seller, 'charge.refunded')).toMatchObject({ refunded: true });
  });

  test('that fails in the end', async () => {
    const here = await scene();
    const { stripe, seller: options } = here;
    const id = await paid(here, 'pm_card_refundFail');
    const told = await witness(here);
    const { seller } = await told.during(async () => {
      const refund = await stripe.refunds.create({ charge: id }, options);
      await until(here, refund.id, ({ status }) => status === 'failed');
    });
    expect(types(seller)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.failed',
      'refund.updated',
      'charge.refund.updated',
    ]);
    expect(objectOf(seller, 'refund.failed')).toMatchObject({
      status: 'failed',
      failure_reason: expect.any(String),
      failure_balance_transaction: expect.stringMatching(/^txn_/),
    });
    expect(previous(seller, 'refund.updated')).toMatchObject({ status: 'succeeded' });
  });

  test('that is pending first', async () => {
    const here = await scene();
    const { stripe, seller: options } = here;
    const id = await paid(here, 'pm_card_pendingRefund');
    const told = await witness(here);
    const { seller } = await told.during(async () => {
      const refund = await stripe.refunds.create({ charge: id }, options);
      await until(here, refund.id, hasReference);
    });
    expect(types(seller)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
      'refund.updated',
      'charge.refund.updated',
    ]);
    expect(seller[0]?.data.object).toMatchObject({ status: 'pending' });
    expect(seller[2]?.data.previous_attributes).toMatchObject({ status: 'pending' });
  });

  test('of the fee alone', async () => {
    const here = await scene();
    const { stripe } = here;
    await paid(here, 'pm_card_visa', 250);
    const [fee] = (await stripe.applicationFees.list()).data;
    const told = await witness(here);
    const { platform, seller } = await told.during(() =>
      stripe.applicationFees.createRefund(fee?.id ?? '', { amount: 100 }),
    );
    expect(types(platform)).toEqual(['application_fee.refunded']);
    expect(types(seller)).toEqual([]);
    expect(objectOf(platform, 'application_fee.refunded')).toMatchObject({ amount_refunded: 100 });
  });
});

describe('a dispute', () => {
  const opened = [
    'payment_intent.created',
    'charge.succeeded',
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'payment_intent.succeeded',
  ];

  async function disputed(here: Scene): Promise<string> {
    const { data } = await here.stripe.disputes.list({}, here.seller);
    return data[0]?.id ?? '';
  }

  test('comes with the payment, on the account of the charge', async () => {
    const here = await scene();
    const clone = await cloneCard(here, await saveCard(here, 'pm_card_createDispute'));
    const told = await witness(here);
    const { seller, platform } = await told.during(() =>
      charge(here, clone.id, { capture_method: 'automatic' }),
    );
    expect(types(seller)).toEqual(opened);
    expect(types(platform)).toEqual([]);
    expect(objectOf(seller, 'charge.dispute.created')).toMatchObject({
      object: 'dispute',
      status: 'needs_response',
    });
  });

  test('that is only an inquiry withdraws nothing', async () => {
    const here = await scene();
    const clone = await cloneCard(here, await saveCard(here, 'pm_card_createDisputeInquiry'));
    const told = await witness(here);
    const { seller } = await told.during(() =>
      charge(here, clone.id, { capture_method: 'automatic' }),
    );
    expect(types(seller)).toEqual(
      opened.filter((type) => type !== 'charge.dispute.funds_withdrawn'),
    );
  });

  test.each([
    ['winning_evidence', 'won', ['charge.dispute.funds_reinstated', 'charge.dispute.closed']],
    ['losing_evidence', 'lost', ['charge.dispute.closed']],
  ] as const)('is answered with %s: %s', async (uncategorized_text, status, end) => {
    const here = await scene();
    await paid(here, 'pm_card_createDispute');
    const id = await disputed(here);
    const { stripe, seller: options } = here;
    const told = await witness(here);
    const { seller } = await told.during(async () => {
      await stripe.disputes.update(id, { evidence: { uncategorized_text } }, options);
      await eventually(async () => {
        const now = await stripe.disputes.retrieve(id, {}, options);
        return now.status === status ? now : null;
      });
    });
    const names = types(seller);
    expect(names[0]).toBe('charge.dispute.updated');
    expect(previous(seller.slice(0, 1), 'charge.dispute.updated')).toMatchObject({
      status: 'needs_response',
      evidence: { uncategorized_text: null },
    });
    expect(names.slice(1).sort()).toEqual([...end].sort());
    expect(objectOf(seller, 'charge.dispute.closed')).toMatchObject({ status });
  });

  test('is closed by the seller', async () => {
    const here = await scene();
    await paid(here, 'pm_card_createDispute');
    const id = await disputed(here);
    const told = await witness(here);
    const { seller } = await told.during(() => here.stripe.disputes.close(id, {}, here.seller));
    expect(types(seller)).toEqual(['charge.dispute.closed']);
    expect(objectOf(seller, 'charge.dispute.closed')).toMatchObject({ status: 'lost' });
  });
});

test('a transfer is made, changed and reversed on the platform', async () => {
  const here = await scene();
  const { stripe, american } = here;
  await stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'usd',
    payment_method: 'pm_card_bypassPending',
    confirm: true,
    off_session: true,
    capture_method: 'automatic',
  });
  const told = await witness(here, american);
  const { platform } = await told.during(async () => {
    const { id } = await stripe.transfers.create({
      amount: 4000,
      currency: 'usd',
      destination: american,
    });
    await stripe.transfers.update(id, { metadata: { week: '1' } });
    await stripe.transfers.createReversal(id, { amount: 1000 });
  });
  // The payment's money may become available meanwhile, which is told on its own.
  expect(types(platform).filter((type) => type !== 'balance.available')).toEqual([
    'transfer.created',
    'transfer.updated',
    'transfer.reversed',
  ]);
  expect(previous(platform, 'transfer.updated')).toEqual({ metadata: { week: null } });
  expect(objectOf(platform, 'transfer.reversed')).toMatchObject({
    amount_reversed: 1000,
    reversed: false,
  });
});
