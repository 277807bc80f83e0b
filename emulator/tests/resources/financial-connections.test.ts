import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call, control } from '../support/raw-call';
import { agreed, onlyBanks, settled } from './bank-scene';
import { eventTypes, eventually, expectShape, failure, scene, type Scene } from './scene';

type Permission = Stripe.FinancialConnections.SessionCreateParams.Permission;
const permissions: Permission[] = ['payment_method', 'balances'];

/** Picks an account in the browser's window. */
async function pick(
  { emulator }: Scene,
  session: Stripe.FinancialConnections.Session,
  choice = 'institution=test_non_oauth&account=success',
): Promise<Awaited<ReturnType<typeof call>>> {
  return call(emulator, `/v1/link_account_sessions/${session.id}/accounts`, {
    key: 'pk_test_emulator',
    body: `client_secret=${session.client_secret ?? ''}&${choice}`,
  });
}

/** A session of Jenny's with one account linked. */
async function linked(
  made: Scene,
  account = 'success',
  asked = permissions,
): Promise<{ session: string; account: Stripe.FinancialConnections.Account }> {
  const { stripe, jenny } = made;
  const session = await stripe.financialConnections.sessions.create({
    account_holder: { type: 'customer', customer: jenny },
    permissions: asked,
  });
  await pick(made, session, `institution=test_oauth&account=${account}`);
  const { accounts } = await stripe.financialConnections.sessions.retrieve(session.id);
  const [first] = accounts.data;
  if (!first) throw new Error('No account was linked.');
  return { session: session.id, account: first };
}

describe('financial connections', () => {
  test('link an account of a test institution to a customer', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const session = await stripe.financialConnections.sessions.create({
      account_holder: { type: 'customer', customer: jenny },
      permissions,
      prefetch: ['balances'],
      filters: { country: 'US' },
    });
    expectShape(session);
    expect(session).toMatchObject({
      account_holder: { type: 'customer', customer: jenny },
      accounts: { data: [] },
      filters: { country: 'US', account_subcategories: null },
      permissions,
      prefetch: ['balances'],
    });
    const { json } = await pick(made, session);
    expect(json).toMatchObject({
      object: 'link_account_session',
      linked_accounts: {
        data: [
          {
            display_name: 'Success',
            institution_name: 'Test (Non-OAuth)',
            last4: '6789',
            status: 'active',
            verified: true,
          },
        ],
      },
    });
    const after = await stripe.financialConnections.sessions.retrieve(session.id);
    expectShape(after);
    const [account] = after.accounts.data;
    expect(account).toMatchObject({
      account_holder: { customer: jenny },
      category: 'cash',
      subcategory: 'checking',
      status: 'active',
      supported_payment_method_types: ['us_bank_account'],
    });
    const id = account?.id ?? '';
    expect(id).toMatch(/^fca_\w{24}$/);
    // The prefetched balance comes by itself.
    const read = await eventually(async () => {
      const one = await stripe.financialConnections.accounts.retrieve(id);
      return one.balance ? one : null;
    });
    expectShape(read);
    expect(read.balance).toMatchObject({ type: 'cash', current: { usd: 100_000 } });
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'financial_connections.account.created',
      'financial_connections.account.refreshed_balance',
    ]);
  });

  test('have owners, read when that is asked for', async () => {
    const made = await scene();
    const { accounts } = made.stripe.financialConnections;
    const { account } = await linked(made, 'success', ['payment_method', 'ownership']);
    expect([account.ownership, account.ownership_refresh]).toEqual([null, null]);
    const asked = await accounts.refresh(account.id, { features: ['ownership'] });
    expect(asked.ownership_refresh?.status).toBe('pending');
    const read = await eventually(async () => {
      const found = await accounts.retrieve(account.id, { expand: ['ownership'] });
      return found.ownership_refresh?.status === 'succeeded' ? found : null;
    });
    const { ownership } = read;
    if (typeof ownership !== 'object' || ownership === null) throw new Error('No owners');
    const { data } = await accounts.listOwners(account.id, { ownership: ownership.id });
    expect(data).toEqual(ownership.owners.data);
    expect(data).toMatchObject([{ name: 'Jenny Rosen', ownership: ownership.id }]);
    expect(await eventTypes(made.stripe)).toContain(
      'financial_connections.account.refreshed_ownership',
    );
    const other = await failure(accounts.listOwners(account.id, { ownership: 'fcaowns_none' }));
    expect(other.statusCode).toBe(400);
  });

  test('have transactions, read once a day where that is subscribed to', async () => {
    const made = await scene();
    const { accounts, transactions } = made.stripe.financialConnections;
    const { account } = await linked(made, 'success', ['payment_method', 'transactions']);
    const asked = await accounts.subscribe(account.id, { features: ['transactions'] });
    expect(asked.subscriptions).toEqual(['transactions']);
    const first = await eventually(async () => {
      const { transaction_refresh } = await accounts.retrieve(account.id);
      return transaction_refresh?.status === 'succeeded' ? transaction_refresh : null;
    });
    const all = await transactions.list({ account: account.id });
    expect(all.data).toMatchObject([
      { status: 'pending', transaction_refresh: first.id },
      { status: 'posted' },
      { status: 'posted' },
      { status: 'posted' },
    ]);
    const [latest] = all.data;
    expect(await transactions.retrieve(latest?.id ?? '')).toEqual(latest);
    const since = { transacted_at: { gte: latest?.transacted_at ?? 0 } };
    expect((await transactions.list({ account: account.id, ...since })).data).toEqual([latest]);
    await control(made.emulator, 'POST', '/clock', { advance_seconds: 24 * 60 * 60 + 60 });
    const news = await eventually(async () => {
      const { data } = await transactions.list({
        account: account.id,
        transaction_refresh: { after: first.id },
      });
      return data.length === 2 ? data : null;
    });
    expect(news.map(({ status }) => status)).toEqual(['pending', 'posted']);
    expect(news[1]?.id).toBe(latest?.id);
    const ended = await accounts.unsubscribe(account.id, { features: ['transactions'] });
    expect(ended.subscriptions).toEqual([]);
    await control(made.emulator, 'POST', '/clock', { advance_seconds: 3 * 24 * 60 * 60 });
    expect((await transactions.list({ account: account.id })).data).toHaveLength(5);
  });

  test('list, refresh and disconnect accounts', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { session, account } = await linked(made, 'high_balance');
    expect(account.last4).toBe('4321');
    const other = await stripe.customers.create({ email: 'other@example.com' });
    const ids = async (given: Stripe.FinancialConnections.AccountListParams): Promise<string[]> =>
      (await stripe.financialConnections.accounts.list(given)).data.map(({ id }) => id);
    expect(await ids({})).toEqual([account.id]);
    expect(await ids({ session })).toEqual([account.id]);
    expect(await ids({ account_holder: { customer: jenny } })).toEqual([account.id]);
    expect(await ids({ account_holder: { customer: other.id } })).toEqual([]);

    const asked = await stripe.financialConnections.accounts.refresh(account.id, {
      features: ['balance'],
    });
    expectShape(asked);
    expect(asked.balance_refresh).toMatchObject({ status: 'pending' });
    await eventually(async () => {
      const { balance } = await stripe.financialConnections.accounts.retrieve(account.id);
      return balance?.current.usd === 100_000_000 ? balance : null;
    });

    const gone = await stripe.financialConnections.accounts.disconnect(account.id);
    expectShape(gone);
    expect(gone.status).toBe('disconnected');
    const error = await failure(
      stripe.financialConnections.accounts.refresh(account.id, { features: ['balance'] }),
    );
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'financial_connections_account_inactive',
    });
    expect(await eventTypes(stripe)).toContain('financial_connections.account.disconnected');
  });

  test('give a payment method that is verified', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { account } = await linked(made);
    const method = await stripe.paymentMethods.create({
      type: 'us_bank_account',
      us_bank_account: { financial_connections_account: account.id },
      billing_details: { name: 'Jenny Rosen' },
    });
    expectShape(method);
    expect(method.us_bank_account).toMatchObject({
      financial_connections_account: account.id,
      last4: '6789',
    });
    await stripe.paymentMethods.attach(method.id, { customer: jenny });
    const { id } = await stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      customer: jenny,
      payment_method: method.id,
      confirm: true,
      ...onlyBanks,
      ...agreed,
    });
    expect((await settled(stripe, id)).status).toBe('succeeded');
    const unknown = await failure(
      stripe.paymentMethods.create({
        type: 'us_bank_account',
        us_bank_account: { financial_connections_account: 'fca_none' },
        billing_details: { name: 'Jenny Rosen' },
      }),
    );
    expect(unknown).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'us_bank_account[financial_connections_account]',
    });
  });

  test('refuse what is not there', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const { sessions, accounts } = stripe.financialConnections;
    const holder = { type: 'customer' as const, customer: jenny };
    expect(
      await failure(sessions.create({ account_holder: { type: 'customer' }, permissions })),
    ).toMatchObject({ code: 'parameter_missing', param: 'account_holder[customer]' });
    expect(
      await failure(
        sessions.create({ account_holder: { ...holder, customer: 'cus_none' }, permissions }),
      ),
    ).toMatchObject({ code: 'resource_missing', statusCode: 404 });
    expect(
      await failure(
        sessions.create({
          account_holder: holder,
          permissions: ['payment_method'],
          prefetch: ['balances'],
        }),
      ),
    ).toMatchObject({ statusCode: 400, param: 'prefetch' });
    const session = await sessions.create({
      account_holder: holder,
      permissions: ['payment_method'],
    });
    expect(await failure(sessions.retrieve('fcsess_none'))).toMatchObject({ statusCode: 404 });
    expect(await failure(accounts.retrieve('fca_none'))).toMatchObject({ statusCode: 404 });
    expect(await failure(sessions.retrieve(session.id, {}, seller))).toMatchObject({
      statusCode: 404,
    });
    const wrongSecret = await pick(made, { ...session, client_secret: 'wrong' });
    expect(wrongSecret.status).toBe(404);
    for (const choice of [
      'institution=nowhere',
      'institution=test_oauth&account=nothing',
      'institution=invalid_payment_accounts&account=credit_card',
      'institution=down_error',
    ]) {
      expect((await pick(made, session, choice)).status, choice).toBe(400);
    }
    await pick(made, session);
    const [account] = (await accounts.list({ session: session.id })).data;
    const error = await failure(accounts.refresh(account?.id ?? '', { features: ['balance'] }));
    expect(error).toMatchObject({ statusCode: 400, param: 'features' });
  });
});
