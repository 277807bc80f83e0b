import { describe, expect, test } from 'vitest';
import { decided, disputed, net } from './disputed';
import { charge, expectShape, scene } from './scene';

describe('an inquiry', () => {
  test('withdraws nothing, and leaves the charge refundable', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { dispute, id } = await disputed(made, 'pm_card_createDisputeInquiry');
    expectShape(dispute);
    expect(dispute).toMatchObject({
      balance_transactions: [],
      is_charge_refundable: true,
      payment_method_details: { card: { case_type: 'inquiry' } },
      status: 'warning_needs_response',
    });
    const refund = await stripe.refunds.create({ charge: id, amount: 2000 }, seller);
    expect(refund.status).toBe('succeeded');
    const closed = await stripe.disputes.close(dispute.id, {}, seller);
    expect(closed.status).toBe('warning_closed');
  });

  test('may be escalated, which undoes refunds and withdraws the whole', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { dispute, id } = await disputed(made, 'pm_card_createDisputeInquiry');
    const before = await net(made);
    const refund = await stripe.refunds.create({ charge: id, amount: 2000 }, seller);
    const { status } = await stripe.disputes.update(
      dispute.id,
      { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } },
      seller,
    );
    expect(status).toBe('warning_under_review');
    const escalated = await decided(made, dispute.id, 'needs_response');
    expectShape(escalated);
    expect(escalated).toMatchObject({
      balance_transactions: [{ amount: -2500, fee: 1500 }],
      is_charge_refundable: false,
      payment_method_details: { card: { case_type: 'chargeback' } },
    });
    expect((await stripe.refunds.retrieve(refund.id, {}, seller)).status).toBe('failed');
    expect(await net(made)).toBe(before - 4000);
  });
});

describe('other disputes', () => {
  test('come in parts, or ask for special evidence', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    await charge(made, 'pm_card_createMultipleDisputes', { amount: 2501 });
    const { data } = await stripe.disputes.list({}, seller);
    expect(data.map(({ amount }) => amount)).toEqual([1251, 1250]);
    const special = await disputed(made, 'pm_card_createCe3EligibleDispute');
    expectShape(special.dispute);
    expect(special.dispute.enhanced_eligibility_types).toEqual(['visa_compelling_evidence_3']);
    const compliance = await disputed(made, 'pm_card_createComplianceDispute');
    const acknowledged = await stripe.disputes.update(
      compliance.dispute.id,
      { evidence: { enhanced_evidence: { visa_compliance: { fee_acknowledged: true } } } },
      seller,
    );
    expectShape(acknowledged);
    expect(acknowledged.evidence_details.enhanced_eligibility).toEqual({
      visa_compliance: { status: 'fee_acknowledged' },
    });
  });
});
