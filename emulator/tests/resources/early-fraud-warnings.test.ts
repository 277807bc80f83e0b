import { describe, expect, test } from 'vitest';
import { charge, eventTypes, expectShape, failure, scene } from './scene';

describe('an early fraud warning', () => {
  test('comes with the payment, disputes nothing, and is answered by a refund', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id, latest_charge } = await charge(made, 'pm_card_createIssuerFraudRecord', {
      capture_method: 'automatic',
    });
    const list = { charge: String(latest_charge), expand: ['data.charge'] };
    const { data } = await stripe.radar.earlyFraudWarnings.list(list, seller);
    expect(data).toMatchObject([
      { actionable: true, charge: { id: latest_charge, disputed: false }, payment_intent: id },
    ]);
    expectShape(data[0] ?? {});
    expect(await eventTypes(stripe, seller)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'radar.early_fraud_warning.created',
      'payment_intent.succeeded',
    ]);
    const warning = data[0]?.id ?? '';
    await stripe.refunds.create({ payment_intent: id, amount: 100 }, seller);
    expect(await stripe.radar.earlyFraudWarnings.retrieve(warning, {}, seller)).toMatchObject({
      actionable: true,
    });
    await stripe.refunds.create({ payment_intent: id }, seller);
    expect(await stripe.radar.earlyFraudWarnings.retrieve(warning, {}, seller)).toMatchObject({
      actionable: false,
    });
    expect(await eventTypes(stripe, seller)).toContain('radar.early_fraud_warning.updated');
    expect((await stripe.radar.earlyFraudWarnings.list()).data).toEqual([]);
    expect(await failure(stripe.radar.earlyFraudWarnings.retrieve(warning))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });
});
