import { describe, expect, test } from 'vitest';
import { expectShape, failure, scene } from './scene';

describe('payment method domains', () => {
  test('are registered account by account', async () => {
    const { stripe, seller } = await scene();
    const domain = await stripe.paymentMethodDomains.create({ domain_name: 'Shop.Example.com' });
    expectShape(domain);
    expect(domain).toMatchObject({
      domain_name: 'shop.example.com',
      enabled: true,
      apple_pay: { status: 'active' },
      google_pay: { status: 'active' },
    });
    expect((await stripe.paymentMethodDomains.list()).data).toHaveLength(1);
    expect((await stripe.paymentMethodDomains.list({}, seller)).data).toEqual([]);
    expect(
      await failure(stripe.paymentMethodDomains.retrieve(domain.id, {}, seller)),
    ).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    const again = await stripe.paymentMethodDomains.create({ domain_name: 'shop.example.com' });
    expect(again.id).toBe(domain.id);
  });

  test('can be switched off, validated and found', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.paymentMethodDomains.create({ domain_name: 'shop.example.com' });
    await stripe.paymentMethodDomains.create({ domain_name: 'other.example.com' });
    const disabled = await stripe.paymentMethodDomains.update(id, { enabled: false });
    expect(disabled).toMatchObject({ enabled: false, link: { status: 'inactive' } });
    expect((await stripe.paymentMethodDomains.validate(id)).enabled).toBe(false);
    const lists = [
      await stripe.paymentMethodDomains.list({ enabled: false }),
      await stripe.paymentMethodDomains.list({ domain_name: 'shop.example.com' }),
    ];
    for (const { data } of lists) expect(data.map((domain) => domain.id)).toEqual([id]);
    const enabled = await stripe.paymentMethodDomains.update(id, { enabled: true });
    expect(enabled.klarna.status).toBe('active');
  });

  test.each(['https://shop.example', 'shop.example/pay', '127.0.0.1', 'shop..example'])(
    '%s is no domain',
    async (domain_name) => {
      const { stripe } = await scene();
      expect(await failure(stripe.paymentMethodDomains.create({ domain_name }))).toMatchObject({
        statusCode: 400,
        param: 'domain_name',
      });
    },
  );
});
