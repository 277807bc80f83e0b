/** What the page of mirrors asks of Stripe, and what it says of an account that does not answer. */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { openSyncHouse, type Subscribed } from '../testing/sync-house';
import { compareAccounts } from './compare-mirrors';
import { listMirrors } from './list-mirrors';

const proxy = alteringProxy();
const house = openSyncHouse(2, { through: proxy.open });
let all: Subscribed[];
beforeAll(async () => {
  all = [await house.subscribed(2), await house.subscribed(2)];
  await house.another(all[0] as Subscribed);
  await house.emulator.forget();
});
afterEach(async () => {
  proxy.hold = null;
  await house.emulator.clearFaults();
});

const accounts = () => house.plans.map(({ accountId }) => accountId as string);

it('one list for each account, the methods of each Customer, and each card once', async () => {
  await house.emulator.forget();
  expect((await listMirrors()).agreeing).toHaveLength(5);
  const calls = (await house.emulator.calls()).map(({ method, path, account }) => {
    const place = path.replace(/\/(cus|pm)_\w+/, '/:id');
    return `${method} ${account ? 'account' : 'platform'} ${place}`;
  });
  expect(calls.sort()).toEqual([
    ...Array<string>(4).fill('GET account /v1/customers/:id/payment_methods'),
    ...Array<string>(2).fill('GET account /v1/subscriptions'),
    ...Array<string>(2).fill('GET platform /v1/payment_methods/:id'),
  ]);
});

it('an account that does not answer is told once, and its mirrors neither agree nor differ', async () => {
  const [silent, other] = accounts();
  await house.emulator.fault({
    ...{ method: 'GET', path: '/v1/subscriptions', account: silent },
    ...{ action: 'drop', times: 3 },
  });
  const told = await listMirrors();
  expect(told.unread).toEqual([
    {
      accountId: silent,
      sellerName: 'Stall 0',
      text: 'Stripe did not answer. Look again later.',
      mirrors: 3,
    },
  ]);
  expect(told.differing).toEqual([]);
  expect(told.agreeing.map(({ accountId }) => accountId)).toEqual([other, other]);
  expect(told.mendable).toBe(0);
});

it('an account that keeps us waiting does not keep the others from being told', async () => {
  let answer = (): void => undefined;
  const waited = new Promise<void>((resolve) => (answer = resolve));
  let held = false;
  proxy.hold = (call) => {
    if (held || !call.startsWith('GET /v1/subscriptions?')) return undefined;
    held = true;
    return waited;
  };
  const { agreeing, unread } = await listMirrors(compareAccounts(undefined, { patienceMs: 1_500 }));
  answer();
  expect(unread.map(({ text }) => text)).toContain(
    'Stripe has not answered yet. Look again later.',
  );
  // Nothing is told of twice, or left out.
  expect(unread.reduce((sum, { mirrors }) => sum + mirrors, agreeing.length)).toBe(5);
});

it('an account that has left is told as such', async () => {
  const error = { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' };
  const account = accounts()[1];
  await house.emulator.fault({ action: 'fail', status: 403, error, account, times: 0 });
  expect((await listMirrors()).unread).toMatchObject([
    { sellerName: 'Stall 1', mirrors: 2, text: expect.stringMatching(/has left/) as string },
  ]);
});
