import { describe, expect, it } from 'vitest';
import { bankOf, bankPayment, bankWindow } from './bank-stage';
import { callStripe, eventually, mountPayment, useStage } from './stage';

const stage = useStage();

async function savedPayment(): Promise<{ elements: object; method: string }> {
  const { secret, customer } = await bankPayment(stage);
  const { id } = await stage.stripe.paymentMethods.attach('pm_usBankAccount_success', { customer });
  await stage.stripe.paymentMethods.update(id, { allow_redisplay: 'always' });
  const session = await stage.stripe.customerSessions.create({
    customer,
    components: {
      payment_element: { enabled: true, features: { payment_method_redisplay: 'enabled' } },
    },
  });
  return {
    elements: { clientSecret: secret, customerSessionClientSecret: session.client_secret },
    method: id,
  };
}

describe('a saved bank account', () => {
  it('is offered first, with the words of the mandate, and debited', async () => {
    const { elements, method } = await savedPayment();
    const page = await stage.open();
    const frame = await mountPayment(page, { elements });
    await frame.getByText('STRIPE TEST BANK •••• 6789').waitFor();
    expect(await frame.locator('.TermsText:visible').allTextContents()).toEqual([
      'By continuing, you agree to authorize payments pursuant to these terms.',
    ]);
    const { paymentIntent } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(paymentIntent).toMatchObject({ status: 'processing', payment_method: method });
  });

  it('does not stand in the way of another, in hard mode either', async () => {
    const { elements } = await savedPayment();
    const page = await stage.open({ path: '/?stripe=%3Fhard%3D1' });
    await mountPayment(page, { elements });
    const frame = page.frameLocator('iframe[title="Secure payment input frame"]:visible');
    await frame.getByRole('radio', { name: 'New payment method' }).check();
    const name = frame.getByPlaceholder('First and last name');
    const email = frame.locator('input[name="email"]');
    // What is filled in first may be lost; whoever looks fills it in again.
    await eventually(async () => {
      await email.fill('jenny@example.com');
      await name.fill('Jenny Rosen');
      return [await email.inputValue(), await name.inputValue()];
    }).toEqual(['jenny@example.com', 'Jenny Rosen']);
    await frame.getByText('Test (Non-OAuth)').click();
    await bankWindow(page).getByTestId('agree-button').click();
    await bankWindow(page).getByTestId('high balance').click();
    await bankWindow(page).getByTestId('select-button').click();
    await bankWindow(page).getByTestId('done-button').click();
    await frame.getByText('•••• 4321').waitFor();
    const { paymentIntent } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(paymentIntent?.status).toBe('processing');
    expect(await bankOf(stage, paymentIntent?.payment_method)).toMatchObject({ last4: '4321' });
  });
});
