/** What tests of bank accounts have in common. */
import type { FrameLocator, Page } from 'playwright';
import type Stripe from 'stripe';
import { mountPayment, type MountOptions, type ShopWindow, type Stage } from './stage';

/** The bank window, found as public test suites find it. */
export function bankWindow(page: Page): FrameLocator {
  return page.frameLocator('iframe[src*="linked-accounts-inner"]');
}

export async function bankSetup(
  stage: Stage,
  besides: 'card'[] = [],
): Promise<{ id: string; secret: string }> {
  const customer = await stage.stripe.customers.create({ email: 'jenny@example.com' });
  const intent = await stage.stripe.setupIntents.create({
    customer: customer.id,
    allowed_payment_method_types: [...besides, 'us_bank_account'],
  });
  return { id: intent.id, secret: intent.client_secret ?? '' };
}

export async function bankPayment(
  stage: Stage,
): Promise<{ id: string; secret: string; customer: string }> {
  const customer = await stage.stripe.customers.create({ email: 'jenny@example.com' });
  const intent = await stage.stripe.paymentIntents.create({
    amount: 4200,
    currency: 'usd',
    customer: customer.id,
    allowed_payment_method_types: ['us_bank_account'],
  });
  return { id: intent.id, secret: intent.client_secret ?? '', customer: customer.id };
}

/** A Payment Element with a bank form, the holder filled in unless told otherwise. */
export async function openBankForm(
  stage: Stage,
  elements: object,
  options: { payment?: object; holder?: boolean; stripe?: object } = {},
): Promise<{ page: Page; frame: FrameLocator }> {
  const page = await stage.open();
  await page.evaluate(() => {
    const shop = window as unknown as ShopWindow & { heard: string };
    shop.heard = '';
    window.addEventListener('message', (event) => (shop.heard += JSON.stringify(event.data)));
  });
  const mounting: MountOptions = { elements };
  if (options.payment) mounting.payment = options.payment;
  if (options.stripe) mounting.stripe = options.stripe;
  const frame = await mountPayment(page, mounting);
  if (options.holder !== false) {
    await frame.locator('input[name="email"]').fill('jenny@example.com');
    await frame.getByPlaceholder('First and last name').fill('Jenny Rosen');
  }
  return { page, frame };
}

/** Presses a bank's tile and links the account found by its test id. */
export async function linkAccount(
  page: Page,
  frame: FrameLocator,
  account = 'success',
  bank = 'Test (Non-OAuth)',
): Promise<void> {
  await frame.getByText(bank).click();
  const window = bankWindow(page);
  await window.getByTestId('agree-button').click();
  await window.getByTestId(account).click();
  await window.getByTestId('select-button').click();
  await window.getByTestId('done-button').click();
}

/** Types the numbers into the window, which is open at their form. */
export async function typeNumbers(
  window: FrameLocator,
  account = '000123456789',
  routing = '110000000',
): Promise<void> {
  await window.getByTestId('manualEntry-routingNumber-input').fill(routing);
  await window.getByTestId('manualEntry-accountNumber-input').fill(account);
  await window.getByTestId('manualEntry-confirmAccountNumber-input').fill(account);
  await window.getByTestId('continue-button').click();
}

/** All that other windows posted to the page so far. */
export function heardBy(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as { heard: string }).heard);
}

/** The bank account of an intent's PaymentMethod. */
export async function bankOf(
  stage: Stage,
  id: unknown,
): Promise<Stripe.PaymentMethod.UsBankAccount | undefined> {
  const method = await stage.stripe.paymentMethods.retrieve(String(id));
  return method.us_bank_account;
}
