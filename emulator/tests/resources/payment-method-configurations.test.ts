import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { expectShape, failure, scene, type Scene } from './scene';

const off = { card: { display_preference: { preference: 'off' } } } as const;
const on = { card: { display_preference: { preference: 'on' } } } as const;

/** Types that the Payment Element is told to offer on the seller's account. */
async function offered({ emulator, account }: Scene, more = ''): Promise<unknown> {
  const { json } = await call(
    emulator,
    `/v1/elements/sessions?key=pk_test_emulator&_stripe_account=${account}&type=deferred_intent&deferred_intent[mode]=payment${more}`,
    { key: null },
  );
  const preference = json.payment_method_preference as { ordered_payment_method_types: unknown };
  return preference.ordered_payment_method_types;
}

describe('payment method configurations', () => {
  test('are there from the first, the seller’s below the platform’s', async () => {
    const { stripe, seller } = await scene();
    const { data } = await stripe.paymentMethodConfigurations.list();
    const [own, ...others] = data;
    expect(others).toEqual([]);
    expectShape(own ?? {});
    expect(own).toMatchObject({
      is_default: true,
      active: true,
      application: null,
      parent: null,
      card: {
        available: true,
        display_preference: { overridable: null, preference: 'none', value: 'on' },
      },
      klarna: { available: false, display_preference: { value: 'off' } },
    });
    const [child] = (await stripe.paymentMethodConfigurations.list({}, seller)).data;
    expectShape(child ?? {});
    expect(child).toMatchObject({
      parent: own?.id,
      is_default: true,
      card: { display_preference: { overridable: true, preference: 'none', value: 'on' } },
    });
    expect(child?.application).toMatch(/^ca_/);
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' }, seller);
    expect(intent.payment_method_configuration_details).toEqual({
      id: child?.id,
      parent: own?.id,
    });
    const mine = { application: child?.application ?? '' };
    expect((await stripe.paymentMethodConfigurations.list(mine, seller)).data).toHaveLength(1);
    expect((await stripe.paymentMethodConfigurations.list(mine)).data).toEqual([]);
  });

  test('a method switched off on an account is refused there, and only there', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const [child] = (await stripe.paymentMethodConfigurations.list({}, seller)).data;
    const id = child?.id ?? '';
    const changed = await stripe.paymentMethodConfigurations.update(id, off, seller);
    expectShape(changed);
    expect(changed.card).toEqual({
      available: false,
      display_preference: { overridable: true, preference: 'off', value: 'off' },
    });
    const pay = { amount: 500, currency: 'eur' };
    const error = await failure(stripe.paymentIntents.create(pay, seller));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_method_unactivated' });
    expect(await failure(stripe.setupIntents.create({}, seller))).toMatchObject({
      code: 'payment_method_unactivated',
    });
    expect(await offered(made)).toEqual([]);
    // Named types do not ask the configuration, and the platform has its own.
    const named = { ...pay, allowed_payment_method_types: ['card' as const] };
    expect((await stripe.paymentIntents.create(named, seller)).payment_method_types).toEqual([
      'card',
    ]);
    expect((await stripe.paymentIntents.create(pay)).payment_method_types).toEqual(['card']);
    await stripe.paymentMethodConfigurations.update(id, on, seller);
    expect(await offered(made)).toEqual(['card']);
  });

  test('a seller without a choice follows the platform at once', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const [own] = (await stripe.paymentMethodConfigurations.list()).data;
    await stripe.paymentMethodConfigurations.update(own?.id ?? '', off);
    const [child] = (await stripe.paymentMethodConfigurations.list({}, seller)).data;
    expect(child?.card).toMatchObject({
      display_preference: { preference: 'none', value: 'off' },
    });
    expect(await offered(made)).toEqual([]);
    await stripe.paymentMethodConfigurations.update(child?.id ?? '', on, seller);
    expect(await offered(made)).toEqual(['card']);
  });

  test('another one is followed where it is named', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const other = await stripe.paymentMethodConfigurations.create(
      { name: 'Without cards', ...off },
      seller,
    );
    expectShape(other);
    expect(other).toMatchObject({ name: 'Without cards', is_default: false, active: true });
    const pay = { amount: 500, currency: 'eur', payment_method_configuration: other.id };
    expect(await failure(stripe.paymentIntents.create(pay, seller))).toMatchObject({
      code: 'payment_method_unactivated',
    });
    expect(await offered(made)).toEqual(['card']);
    const more = `&deferred_intent[payment_method_configuration]=${other.id}`;
    expect(await offered(made, more)).toEqual([]);
    const again = await stripe.paymentMethodConfigurations.update(
      other.id,
      { ...on, name: 'With cards' },
      seller,
    );
    expect(again.name).toBe('With cards');
    const intent = await stripe.paymentIntents.create(pay, seller);
    expect(intent.payment_method_configuration_details?.id).toBe(other.id);
    await stripe.paymentMethodConfigurations.update(other.id, { active: false }, seller);
    expect(await failure(stripe.paymentIntents.create(pay, seller))).toMatchObject({
      param: 'payment_method_configuration',
    });
    const { data } = await stripe.paymentMethodConfigurations.list({ active: false }, seller);
    expect(data.map(({ id }) => id)).toEqual([other.id]);
  });

  test('say what is wrong', async () => {
    const { stripe, seller } = await scene();
    const [own] = (await stripe.paymentMethodConfigurations.list()).data;
    const id = own?.id ?? '';
    expect(await failure(stripe.paymentMethodConfigurations.retrieve('pmc_no'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    // The platform's own is nobody's on a seller's account.
    expect(
      await failure(stripe.paymentMethodConfigurations.retrieve(id, {}, seller)),
    ).toMatchObject({ statusCode: 404 });
    expect(
      await failure(stripe.paymentMethodConfigurations.update(id, { active: false })),
    ).toMatchObject({ param: 'active' });
    expect(await failure(stripe.paymentMethodConfigurations.create({ parent: id }))).toMatchObject({
      param: 'parent',
    });
    expect(
      await failure(stripe.setupIntents.create({ payment_method_configuration: 'pmc_no' })),
    ).toMatchObject({ code: 'resource_missing', param: 'payment_method_configuration' });
  });
});
