import { expect, test } from 'vitest';
import { scene } from '../resources/scene';
import { call, control } from '../support/raw-call';
import { expectRefusals, type Row } from './rows';

const waits: Row[] = [
  [
    'touch what is locked',
    async ({ emulator, stripe }) => {
      await control(emulator, 'POST', '/faults', { action: 'lock_timeout', times: 0 });
      return [
        stripe.customers.create({}, { maxNetworkRetries: 0 }),
        {
          statusCode: 429,
          code: 'lock_timeout',
          message:
            'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.',
        },
      ];
    },
  ],
];

expectRefusals('nobody waits to', waits);

test('keys say why they open nothing', async () => {
  const { emulator } = await scene();
  const said = async (key: string | null, path = '/v1/customers') => {
    const { status, json } = await call(emulator, path, { key });
    return { status, ...json.error };
  };
  expect(await said(null)).toMatchObject({
    status: 401,
    message:
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
  });
  expect(await said('pk_test_emulator')).toMatchObject({
    status: 403,
    code: 'secret_key_required',
  });
  expect(await said('sk_test_emulator', '/v1/foo')).toMatchObject({
    status: 404,
    message:
      'Unrecognized request URL (GET: /v1/foo). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.',
  });
});
