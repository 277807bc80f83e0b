import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import {
  bankOf,
  bankPayment,
  bankSetup,
  bankWindow,
  heardBy,
  linkAccount,
  openBankForm,
  typeNumbers,
} from './bank-stage';
import { callStripe, eventually, useStage, type ShopWindow } from './stage';

const stage = useStage();

describe('the bank form of the Payment Element', () => {
  it('is alone where cards are left out, without the mandate where the page shows its own', async () => {
    const { secret } = await bankSetup(stage, ['card']);
    const { frame } = await openBankForm(
      stage,
      { clientSecret: secret, excludedPaymentMethodTypes: ['card'] },
      { payment: { terms: { usBankAccount: 'never' } } },
    );
    await frame.getByPlaceholder('Search for your bank').waitFor();
    expect(await frame.locator('[data-value], [role="tab"], .TermsText').count()).toBe(0);
  });

  it('saves an account that is linked at once', async () => {
    const { id, secret } = await bankSetup(stage);
    const { page, frame } = await openBankForm(
      stage,
      { clientSecret: secret },
      { payment: { business: { name: 'Flexile' } } },
    );
    expect(await frame.locator('.TermsText').textContent()).toBe(
      'By saving your bank account for Flexile you agree to authorize payments pursuant to these terms.',
    );
    await linkAccount(page, frame);
    await frame.getByText('•••• 6789').waitFor();
    const last = await page.evaluate(() => {
      const { events } = window as unknown as ShopWindow;
      return events.filter(([name]) => name === 'change').at(-1)?.[1];
    });
    expect(last).toMatchObject({ complete: true, value: { type: 'us_bank_account' } });

    const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(setupIntent?.status).toBe('succeeded');
    const intent = await stage.stripe.setupIntents.retrieve(id, { expand: ['payment_method'] });
    expect(intent.payment_method).toMatchObject({
      type: 'us_bank_account',
      billing_details: { email: 'jenny@example.com', name: 'Jenny Rosen' },
      us_bank_account: { bank_name: 'STRIPE TEST BANK', last4: '6789' },
    });
    expect(intent.mandate).toMatch(/^mandate_/);
    expect(await heardBy(page)).not.toContain('000123456789');
  });

  it('leaves a payment processing', async () => {
    const { secret } = await bankPayment(stage);
    const { page, frame } = await openBankForm(stage, { clientSecret: secret });
    expect(await frame.locator('.TermsText').textContent()).toBe(
      'By continuing, you agree to authorize payments pursuant to these terms.',
    );
    await linkAccount(page, frame, 'high balance');
    // A page may confirm in the very moment that the window is off it; nobody can press before.
    await page.locator('iframe[src*="linked-accounts-inner"]').waitFor({ state: 'detached' });
    const confirmed = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(confirmed).toMatchObject({ paymentIntent: { status: 'processing' } });
    const { paymentIntent } = confirmed;
    expect(await bankOf(stage, paymentIntent?.payment_method)).toMatchObject({ last4: '4321' });
  });

  it('takes typed numbers, keeps them from the page, and waits for deposits', async () => {
    const { secret } = await bankSetup(stage);
    const { page, frame } = await openBankForm(stage, { clientSecret: secret });
    await frame.getByRole('button', { name: 'Enter bank details manually' }).click();
    await typeNumbers(bankWindow(page));
    await bankWindow(page)
      .getByText(/Next, finish up on/)
      .waitFor();
    await bankWindow(page).getByTestId('done-button').click();
    await frame.getByText('Stripe will deposit $0.01').waitFor();

    const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(setupIntent).toMatchObject({
      status: 'requires_action',
      next_action: {
        type: 'verify_with_microdeposits',
        verify_with_microdeposits: { hosted_verification_url: expect.stringMatching(/^http/) },
      },
    });
    expect(await heardBy(page)).not.toContain('000123456789');
    const verified = await page.evaluate(
      (clientSecret) =>
        (window as unknown as ShopWindow).stripe.verifyMicrodepositsForSetup(clientSecret, {
          descriptor_code: 'SM11AA',
        }),
      secret,
    );
    expect(verified.setupIntent.status).toBe('succeeded');
  });

  it('asks for everything in order, and says what is missing', async () => {
    const { secret } = await bankSetup(stage);
    const { page, frame } = await openBankForm(stage, { clientSecret: secret }, { holder: false });
    const submit = (): ReturnType<typeof callStripe> =>
      callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect((await submit()).error).toMatchObject({
      type: 'validation_error',
      code: 'incomplete_email',
      message: 'Your email is incomplete.',
    });
    const errors = frame.locator('.p-FieldError');
    expect(await errors.allTextContents()).toEqual([
      'Your email is incomplete.',
      'Please provide your full name.',
      'Please link your bank account.',
    ]);
    await frame.locator('input[name="email"]').pressSequentially('jenny@example.com');
    expect((await submit()).error).toMatchObject({ code: 'incomplete_name' });
    await frame.locator('input[name="name"]').fill('Jenny Rosen');
    expect((await submit()).error).toMatchObject({ type: 'validation_error' });
    expect(await frame.locator('input[name="bank"]:focus').getAttribute('aria-invalid')).toBe(
      'true',
    );
    await frame.locator('input[name="email"]').fill('');
    await submit();
    expect(await errors.count()).toBe(2);
    await page.evaluate(() => (window as unknown as ShopWindow).payment.clear());
    await eventually(() => errors.count()).toBe(0);
  });

  it('is as it was when the window is closed, and takes an account off again', async () => {
    const { secret } = await bankSetup(stage);
    const { page, frame } = await openBankForm(stage, { clientSecret: secret });
    await frame.getByTestId('featured-institution-default').click();
    await bankWindow(page).getByRole('button', { name: 'Close' }).click();
    await page.locator('iframe[src*="linked-accounts-inner"]').waitFor({ state: 'detached' });
    await frame.getByTestId('featured-institution-default').click();
    await bankWindow(page).getByTestId('agree-button').press('Escape');
    await page.locator('iframe[src*="linked-accounts-inner"]').waitFor({ state: 'detached' });
    expect(await page.locator('main').evaluate((main) => (main as HTMLElement).inert)).toBe(false);

    await linkAccount(page, frame);
    await frame.getByRole('button', { name: 'Remove bank account' }).click();
    await frame.locator('input[name="bank"]:focus').waitFor();
    await linkAccount(page, frame, 'insufficient funds');
    await frame.getByText('•••• 2227').waitFor();
  });

  it('keeps what is linked when the form is drawn anew meanwhile', async () => {
    const { secret } = await bankSetup(stage);
    const { page, frame } = await openBankForm(stage, { clientSecret: secret });
    await frame.getByText('Test (Non-OAuth)').click();
    await bankWindow(page).getByTestId('agree-button').click();
    await page.evaluate(() =>
      (window as unknown as ShopWindow).payment.update({ business: { name: 'Other' } }),
    );
    await frame.getByText('for Other').waitFor();
    await bankWindow(page).getByTestId('success').click();
    await bankWindow(page).getByTestId('select-button').click();
    await bankWindow(page).getByTestId('done-button').click();
    await frame.getByText('•••• 6789').waitFor();
    expect(await frame.locator('input[name="name"]').inputValue()).toBe('Jenny Rosen');
  });

  it('serves a group without an intent', async () => {
    const { page, frame } = await openBankForm(stage, {
      mode: 'payment',
      amount: 4200,
      currency: 'usd',
      allowedPaymentMethodTypes: ['us_bank_account'],
    });
    await linkAccount(page, frame);
    await frame.getByText('•••• 6789').waitFor();
    const submitted = await page.evaluate(() =>
      (window as unknown as ShopWindow).elements.submit(),
    );
    expect(submitted).toEqual({ selectedPaymentMethod: 'us_bank_account' });
    const { secret } = await bankPayment(stage);
    const { paymentIntent } = await callStripe(page, 'confirmPayment', {
      clientSecret: secret,
      redirect: 'if_required',
    });
    expect(paymentIntent?.status).toBe('processing');
  });

  it.each([
    ['instant', 6, 0],
    ['microdeposits', 0, 1],
  ] as const)('offers what the verification %s leaves', async (method, tiles, manual) => {
    const intent = await stage.stripe.setupIntents.create({
      customer: (await stage.stripe.customers.create()).id,
      allowed_payment_method_types: ['us_bank_account'],
      payment_method_options: { us_bank_account: { verification_method: method } },
    });
    const { page, frame } = await openBankForm(stage, { clientSecret: intent.client_secret });
    expect(await frame.getByRole('menuitem').count()).toBe(tiles);
    const typing = frame.getByRole('button', { name: 'Enter bank details manually' });
    expect(await typing.count()).toBe(manual);
    if (manual) await typing.click();
    else await frame.getByText('Test (Non-OAuth)').click();
    const first = manual ? 'continue-button' : 'agree-button';
    await bankWindow(page).getByTestId(first).waitFor();
    expect(await bankWindow(page).getByTestId('manual-entry-button').count()).toBe(0);
  });

  it('finds banks by what is typed, by keyboard too', async () => {
    const { secret } = await bankSetup(stage);
    const { frame } = await openBankForm(stage, { clientSecret: secret });
    const search = frame.getByPlaceholder('Search for your bank');
    await search.pressSequentially('down');
    const tiles = frame.getByRole('menuitem');
    expect(await tiles.allTextContents()).toEqual([
      'Down (Scheduled)',
      'Down (Unscheduled)',
      'Down (Error)',
    ]);
    await tiles.first().press('ArrowDown');
    expect(await frame.locator('[role="menuitem"]:focus').textContent()).toBe('Down (Unscheduled)');
    await search.fill('nothing of the kind');
    await eventually(() => tiles.count()).toBe(0);
    await frame.getByText('No bank of that name.').waitFor();
  });

  it('leaves the name to a page that said so for this method, and insists on it', async () => {
    const { secret } = await bankSetup(stage, ['card']);
    const { page, frame } = await openBankForm(
      stage,
      { clientSecret: secret },
      {
        holder: false,
        payment: {
          layout: 'tabs',
          fields: { us_bank_account: { billingDetails: { name: 'never' } } },
        },
      },
    );
    const ofCard = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(ofCard).toMatchObject({ error: { code: 'incomplete_number' } });

    await frame.locator('#us_bank_account-tab').click();
    await frame.locator('input[name="email"]').fill('jenny@example.com');
    expect(await frame.getByPlaceholder('First and last name').count()).toBe(0);
    await linkAccount(page, frame);
    await frame.getByText('•••• 6789').waitFor();
    const { thrown } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(thrown?.name).toBe('IntegrationError');
    expect(thrown?.message).toContain('confirmParams.payment_method_data.billing_details.name');

    const { setupIntent } = await callStripe(page, 'confirmSetup', {
      redirect: 'if_required',
      confirmParams: { payment_method_data: { billing_details: { name: 'Jenny Rosen' } } },
    });
    expect(setupIntent?.status).toBe('succeeded');
  });

  it('is accessible, empty, wrong and linked', async () => {
    const { secret } = await bankSetup(stage);
    const { page, frame } = await openBankForm(stage, { clientSecret: secret }, { holder: false });
    await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(await violations(page)).toEqual([]);
    await linkAccount(page, frame);
    await frame.getByText('•••• 6789').waitFor();
    expect(await violations(page)).toEqual([]);
  }, 60_000);
});
