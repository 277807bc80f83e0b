import { describe, expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { decided, disputed, net } from './disputed';
import { charge, cloneCard, eventTypes, expectShape, failure, saveCard, scene } from './scene';

describe('a dispute', () => {
  test('comes with the payment and takes its money, on the account of the charge', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_createDispute'));
    const { dispute, id } = await disputed(made, clone.id);
    expectShape(dispute);
    expect(dispute.id).toMatch(/^du_/);
    expect(dispute).toMatchObject({
      amount: 2500,
      charge: id,
      currency: 'eur',
      evidence_details: {
        has_evidence: false,
        past_due: false,
        submission_count: 0,
        submission_method: 'not_submitted',
      },
      intended_submission_method: null,
      is_charge_refundable: false,
      payment_method_details: {
        card: { brand: 'visa', case_type: 'chargeback', network_reason_code: '10.4' },
      },
      reason: 'fraudulent',
      status: 'needs_response',
    });
    expect((dispute.evidence_details.due_by ?? 0) % 86_400).toBe(86_399);
    expect(dispute.balance_transactions).toMatchObject([
      {
        amount: -2500,
        description: `Chargeback withdrawal for ${id}`,
        fee: 1500,
        net: -4000,
        reporting_category: 'dispute',
        source: dispute.id,
        status: 'available',
        type: 'adjustment',
      },
    ]);
    const now = await stripe.charges.retrieve(id, {}, seller);
    expectShape(now);
    expect(now).toMatchObject({ disputed: true, dispute: dispute.id });
    expect(await eventTypes(stripe, seller)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'payment_intent.succeeded',
    ]);
    expect((await stripe.disputes.list()).data).toEqual([]);
    expect((await failure(stripe.disputes.retrieve(dispute.id))).statusCode).toBe(404);
    const { data } = await stripe.balanceTransactions.list(
      { source: dispute.id, expand: ['data.source'] },
      seller,
    );
    expect(data).toMatchObject([{ source: { id: dispute.id, object: 'dispute' } }]);
  });

  test('waits for the capture of a hold', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await charge(made, 'pm_card_createDispute', { capture_method: 'manual' });
    expect((await stripe.disputes.list({}, seller)).data).toEqual([]);
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 }, seller);
    const { data } = await stripe.disputes.list({ payment_intent: held.id }, seller);
    expect(data).toMatchObject([{ amount: 1000 }]);
  });

  test('is won with winning evidence, which gives the money back and not the fee', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { dispute, id } = await disputed(made);
    const before = await net(made);
    expect(await failure(stripe.refunds.create({ charge: id }, seller))).toMatchObject({
      code: 'charge_disputed',
      message: `Charge ${id} has been charged back; cannot issue a refund.`,
    });
    const staged = await stripe.disputes.update(
      dispute.id,
      { evidence: { product_description: 'A chair' }, submit: false, metadata: { a: '1' } },
      seller,
    );
    expectShape(staged);
    expect(staged).toMatchObject({
      evidence: { product_description: 'A chair' },
      evidence_details: { has_evidence: true, submission_count: 0 },
      metadata: { a: '1' },
      status: 'needs_response',
    });
    const submitted = await stripe.disputes.update(
      dispute.id,
      { evidence: { uncategorized_text: 'winning_evidence' } },
      seller,
    );
    expect(submitted).toMatchObject({
      evidence_details: { submission_count: 1, submission_method: 'manual' },
      status: 'under_review',
    });
    const won = await decided(made, dispute.id, 'won');
    expectShape(won);
    expect(won.is_charge_refundable).toBe(true);
    expect(won.balance_transactions[1]).toMatchObject({
      amount: 2500,
      fee: 0,
      reporting_category: 'dispute_reversal',
    });
    expect(await net(made)).toBe(before + 2500);
    expect((await eventTypes(stripe, seller)).slice(5)).toEqual([
      'charge.dispute.updated',
      'charge.dispute.updated',
      'charge.dispute.funds_reinstated',
      'charge.dispute.closed',
    ]);
    expect((await stripe.refunds.create({ charge: id }, seller)).status).toBe('succeeded');
    const closed = await failure(stripe.disputes.close(dispute.id, {}, seller));
    expect(closed).toMatchObject({ statusCode: 400, message: 'This dispute is already closed' });
  });

  test('is lost with losing evidence, or by closing it', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const first = await disputed(made, 'pm_card_createDisputeProductNotReceived');
    expect(first.dispute.reason).toBe('product_not_received');
    const before = await net(made);
    await stripe.disputes.update(
      first.dispute.id,
      { evidence: { uncategorized_text: 'losing_evidence' } },
      seller,
    );
    await decided(made, first.dispute.id, 'lost');
    expect(await net(made)).toBe(before);
    const second = await disputed(made);
    const lost = await stripe.disputes.close(second.dispute.id, {}, seller);
    expectShape(lost);
    expect(lost.status).toBe('lost');
    expect((await eventTypes(stripe, seller)).at(-1)).toBe('charge.dispute.closed');
    expect(await failure(stripe.refunds.create({ charge: second.id }, seller))).toMatchObject({
      code: 'charge_disputed',
    });
  });

  test('is lost when nobody answers in time', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { dispute } = await disputed(made);
    const inquiry = await disputed(made, 'pm_card_createDisputeInquiry');
    const days = (count: number) =>
      control(made.emulator, 'POST', '/clock', { advance_seconds: count * 86_400 });
    await days(7);
    expect((await stripe.disputes.retrieve(dispute.id, {}, seller)).status).toBe('needs_response');
    await days(2);
    expect(await stripe.disputes.retrieve(dispute.id, {}, seller)).toMatchObject({
      evidence_details: { past_due: true },
      status: 'lost',
    });
    const { status } = await stripe.disputes.retrieve(inquiry.dispute.id, {}, seller);
    expect(status).toBe('warning_closed');
  });

  test('stays under review for any other evidence', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { dispute } = await disputed(made);
    const evidence = { uncategorized_text: 'He was there.' };
    const { status } = await stripe.disputes.update(dispute.id, { evidence }, seller);
    expect(status).toBe('under_review');
    const tooLong = { uncategorized_text: 'x'.repeat(150_001) };
    expect(
      await failure(stripe.disputes.update(dispute.id, { evidence: tooLong }, seller)),
    ).toMatchObject({ statusCode: 400, param: 'evidence' });
  });
});
