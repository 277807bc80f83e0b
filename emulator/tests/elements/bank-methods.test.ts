import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { bankPayment, bankSetup, bankWindow, typeNumbers } from './bank-stage';
import { callStripe, makeStripe, useStage, type Outcome, type ShopWindow } from './stage';

const stage = useStage();

/** Calls a method with its arguments; what it resolved, or how it was refused. */
function call(page: Page, method: string, ...given: unknown[]): Promise<Outcome> {
  return page.evaluate(
    async ({ name, args }) => {
      try {
        return await (window as unknown as ShopWindow).stripe[name](...args);
      } catch (error) {
        return { thrown: { name: (error as Error).name, message: (error as Error).message } };
      }
    },
    { name: method, args: given },
  );
}

async function openPage(): Promise<Page> {
  const page = await stage.open();
  await makeStripe(page);
  return page;
}

const params = {
  payment_method_type: 'us_bank_account',
  payment_method_data: { billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' } },
};

const numbers = {
  billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
  us_bank_account: {
    account_number: '000123456789',
    routing_number: '110000000',
    account_holder_type: 'individual',
  },
};

describe('collectBankAccountForSetup and confirmUsBankAccountSetup', () => {
  it('collect an account from the list of banks, and save it', async () => {
    const { secret } = await bankSetup(stage);
    const page = await openPage();
    const collecting = callStripe(
      page,
      'collectBankAccountForSetup',
      { clientSecret: secret, params, expand: ['payment_method'] },
      false,
    );
    const window = bankWindow(page);
    await window.getByTestId('agree-button').click();
    await window.getByTestId('featured-institution-default').click();
    await window.getByTestId('success').click();
    await window.getByTestId('select-button').click();
    await window.getByTestId('done-button').click();
    const collected = await collecting;
    expect(collected.setupIntent).toMatchObject({
      status: 'requires_confirmation',
      payment_method: { type: 'us_bank_account', us_bank_account: { last4: '6789' } },
    });
    expect(await page.locator('iframe[src*="linked-accounts-inner"]').count()).toBe(0);
    const { setupIntent } = await call(page, 'confirmUsBankAccountSetup', secret);
    expect(setupIntent?.status).toBe('succeeded');
  });

  it('leave the intent as it was when the window is closed', async () => {
    const { secret } = await bankSetup(stage);
    const page = await openPage();
    const collecting = call(page, 'collectBankAccountForSetup', { clientSecret: secret, params });
    await bankWindow(page).getByRole('button', { name: 'Close' }).click();
    expect((await collecting).setupIntent?.status).toBe('requires_payment_method');
  });

  it('take typed numbers in the window, which deposits prove', async () => {
    const { secret } = await bankSetup(stage);
    const page = await openPage();
    const collecting = call(page, 'collectBankAccountForSetup', { clientSecret: secret, params });
    await bankWindow(page).getByTestId('manual-entry-button').click();
    await typeNumbers(bankWindow(page));
    await bankWindow(page).getByTestId('done-button').click();
    expect((await collecting).setupIntent?.status).toBe('requires_confirmation');
    const { setupIntent } = await call(page, 'confirmUsBankAccountSetup', secret);
    expect(setupIntent).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'verify_with_microdeposits' },
    });
  });

  it('leave the consent out where the page has collected it, and ask where that does not hold', async () => {
    const { secret } = await bankSetup(stage);
    const page = await openPage();
    const window = bankWindow(page);
    const agree = window.getByTestId('agree-button');
    const now = Date.now();
    for (const [collectedAt, first] of [
      [Math.floor(now / 1000), window.getByTestId('featured-institution-default').first()],
      // Milliseconds: a time that has not come yet.
      [now, agree],
    ] as const) {
      const preCollectedConsent = { consent: 'fccons_1', collectedAt };
      const given = { clientSecret: secret, params, preCollectedConsent };
      const collecting = callStripe(page, 'collectBankAccountForSetup', given, false);
      await first.waitFor();
      expect(await agree.count()).toBe(first === agree ? 1 : 0);
      await window.getByTestId('close-button').click();
      expect((await collecting).setupIntent?.status).toBe('requires_payment_method');
    }
  });

  it('say what is wrong with a call', async () => {
    const { secret } = await bankSetup(stage);
    const payment = await bankPayment(stage);
    const page = await openPage();
    const wrong: [given: unknown, message: RegExp][] = [
      [{}, /clientSecret/],
      [{ clientSecret: payment.secret, params }, /collectBankAccountForPayment/],
      [{ clientSecret: secret }, /payment_method_type should be 'us_bank_account'/],
      [
        { clientSecret: secret, params: { payment_method_type: 'us_bank_account' } },
        /payment_method_data/,
      ],
      [
        { clientSecret: secret, params, preCollectedConsent: 'fccons_1' },
        /preCollectedConsent should be an object with consent and collectedAt/,
      ],
    ];
    for (const [given, message] of wrong) {
      const { thrown } = await call(page, 'collectBankAccountForSetup', given);
      expect(thrown?.name).toBe('IntegrationError');
      expect(thrown?.message).toMatch(message);
    }
    const { error } = await call(page, 'collectBankAccountForSetup', {
      clientSecret: secret,
      params: { ...params, payment_method_data: { billing_details: {} } },
    });
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'parameter_missing',
      param: 'payment_method_data[billing_details][name]',
    });
    expect(await page.locator('iframe[src*="linked-accounts-inner"]').count()).toBe(0);
  });
});

describe('confirmUsBankAccountPayment and verifyMicrodepositsForPayment', () => {
  it('take raw numbers, then the deposits', async () => {
    const { secret } = await bankPayment(stage);
    const page = await openPage();
    const confirmed = await call(page, 'confirmUsBankAccountPayment', secret, {
      payment_method: numbers,
    });
    expect(confirmed.paymentIntent).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'verify_with_microdeposits' },
    });
    const mismatch = await call(page, 'verifyMicrodepositsForPayment', secret, {
      descriptor_code: 'SM99ZZ',
    });
    expect(mismatch.error?.code).toBe(
      'payment_method_microdeposit_verification_descriptor_code_mismatch',
    );
    const { paymentIntent } = await call(page, 'verifyMicrodepositsForPayment', secret, {
      descriptor_code: 'SM11AA',
    });
    expect(paymentIntent?.status).toBe('processing');
  });

  it('confirm with an account that is saved', async () => {
    const { secret, customer } = await bankPayment(stage);
    const method = await stage.stripe.paymentMethods.attach('pm_usBankAccount_success', {
      customer,
    });
    const page = await openPage();
    const { paymentIntent, error } = await call(page, 'confirmUsBankAccountPayment', secret, {
      payment_method: method.id,
    });
    expect(error).toBeUndefined();
    expect(paymentIntent?.status).toBe('processing');
  });

  it('say what is wrong with a call', async () => {
    const { secret } = await bankPayment(stage);
    const page = await openPage();
    const wrong: [method: string, given: unknown, message: RegExp][] = [
      ['confirmUsBankAccountPayment', { payment_method: 7 }, /a string or an object/],
      ['confirmUsBankAccountSetup', {}, /confirmUsBankAccountPayment/],
      ['verifyMicrodepositsForPayment', { amounts: 32 }, /an array of two/],
      ['verifyMicrodepositsForPayment', { descriptor_code: 1 }, /should be a string/],
    ];
    for (const [method, given, message] of wrong) {
      const { thrown } = await call(page, method, secret, given);
      expect(thrown?.name).toBe('IntegrationError');
      expect(thrown?.message).toMatch(message);
    }
  });
});

describe('collectFinancialConnectionsAccounts and collectBankAccountToken', () => {
  async function serverSession(): Promise<{ id: string; secret: string }> {
    const customer = await stage.stripe.customers.create();
    const session = await stage.stripe.financialConnections.sessions.create({
      account_holder: { type: 'customer', customer: customer.id },
      permissions: ['payment_method', 'balances'],
    });
    return { id: session.id, secret: session.client_secret ?? '' };
  }

  it('resolve the session with the accounts that were chosen', async () => {
    const { id, secret } = await serverSession();
    const page = await openPage();
    const collecting = call(page, 'collectFinancialConnectionsAccounts', { clientSecret: secret });
    const window = bankWindow(page);
    await window.getByTestId('agree-button').click();
    await window.getByTestId('featured-institution-default').click();
    await window.getByTestId('success').click();
    await window.getByTestId('high balance').click();
    await window.getByTestId('select-button').click();
    await window.getByTestId('done-button').click();
    expect(await collecting).toMatchObject({
      financialConnectionsSession: {
        id,
        accounts: [
          { id: expect.stringMatching(/^fca_/), last4: '6789' },
          { id: expect.stringMatching(/^fca_/), last4: '4321' },
        ],
      },
    });
    const { thrown } = await call(page, 'collectBankAccountToken', { clientSecret: 'nonsense' });
    expect(thrown?.message).toMatch(/client secret of a Financial Connections Session/);
  });

  it('resolve a token of the account, for a payout to it', async () => {
    const { secret } = await serverSession();
    const page = await openPage();
    const collecting = page.evaluate(
      (clientSecret) =>
        (window as unknown as ShopWindow).stripe.collectBankAccountToken({ clientSecret }),
      secret,
    );
    const window = bankWindow(page);
    await window.getByTestId('agree-button').click();
    await window.getByTestId('featured-institution-default').click();
    await window.getByTestId('success').click();
    await window.getByTestId('select-button').click();
    await window.getByTestId('done-button').click();
    const { token } = await collecting;
    expect(token).toMatchObject({ type: 'bank_account', bank_account: { last4: '6789' } });
    const account = await stage.stripe.accounts.create({
      country: 'US',
      type: 'custom',
      capabilities: { transfers: { requested: true } },
      external_account: token.id,
    });
    expect(account.external_accounts?.data).toMatchObject([{ last4: '6789' }]);

    const closing = call(page, 'collectBankAccountToken', {
      clientSecret: (await serverSession()).secret,
    });
    await bankWindow(page).getByRole('button', { name: 'Close' }).click();
    expect(await closing).toMatchObject({
      financialConnectionsSession: { accounts: [] },
      token: null,
    });
  });
});
