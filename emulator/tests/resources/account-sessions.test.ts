import { describe, expect, test } from 'vitest';
import { complete } from './account-params';
import { expectShape, failure, scene } from './scene';

describe('account sessions', () => {
  test('name every component, with what those asked for may do', async () => {
    const { stripe, account } = await scene();
    const session = await stripe.accountSessions.create({
      account,
      components: {
        payments: { enabled: true, features: { refund_management: false } },
        account_onboarding: { enabled: true },
      },
    });
    expectShape(session);
    expect(session).toMatchObject({
      account,
      components: {
        payments: { enabled: true, features: { refund_management: false, capture_payments: true } },
        account_onboarding: { enabled: true, features: { external_account_collection: true } },
        payouts: { enabled: false, features: { instant_payouts: false } },
      },
    });
    expect(session.client_secret).toMatch(/^accs_secret__/);
    expect(session.expires_at).toBeGreaterThan(Date.now() / 1000);
  });

  test('say what is wrong', async () => {
    const { stripe, account } = await scene();
    const create = stripe.accountSessions.create.bind(stripe.accountSessions);
    const components = { payments: { enabled: true } };
    expect(await failure(create({ account: 'acct_no', components }))).toMatchObject({
      code: 'resource_missing',
      param: 'account',
    });
    expect(
      await failure(create({ account, components: { payments: { enabled: false } } })),
    ).toMatchObject({ param: 'components' });
    const { id } = await stripe.accounts.create({ type: 'express' });
    const alone = {
      account_onboarding: { enabled: true, features: { disable_stripe_user_authentication: true } },
    };
    expect(await failure(create({ account: id, components: alone }))).toMatchObject({
      statusCode: 400,
    });
    const custom = await stripe.accounts.create(complete);
    expect((await create({ account: custom.id, components: alone })).components).toMatchObject({
      account_onboarding: { features: { disable_stripe_user_authentication: true } },
    });
  });
});
