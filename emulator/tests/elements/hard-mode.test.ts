import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { mountElements } from './elements-page';
import { callStripe, eventually, fillCard, mountPayment, paymentFrame, useStage } from './stage';

const stage = useStage();
const hardScript = '/?stripe=%3Fhard%3D1';
const title = 'iframe[title="Secure payment input frame"]';

async function mounted(path = hardScript): Promise<{ page: Page; frame: FrameLocator }> {
  const { client_secret } = await stage.stripe.setupIntents.create();
  const page = await stage.open({ path });
  const elements = { clientSecret: client_secret, allowedPaymentMethodTypes: ['card'] };
  await mountPayment(page, { elements });
  return { page, frame: page.frameLocator(`${title}:visible`) };
}

function value(frame: FrameLocator, name: string): Promise<string> {
  return frame.locator(`input[name="${name}"]`).inputValue();
}

describe('an Element in hard mode', () => {
  it('has a hidden twin of the same title, name and address, which holds no form', async () => {
    const { page } = await mounted();
    expect(await page.locator(title).count()).toBe(2);
    const ambiguous = paymentFrame(page).locator('input[name="number"]').inputValue();
    await expect(ambiguous).rejects.toThrow('strict mode violation');
    const twin = page.locator(`${title}[aria-hidden="true"][tabindex="-1"]`);
    expect(await twin.isVisible()).toBe(false);
    expect(await twin.getAttribute('name')).toMatch(/^__privateStripeFrame\d{4,5}$/);
    expect(await twin.getAttribute('src')).toContain('/v3/elements-inner-payment-');
    expect(await page.frameLocator(`${title} >> nth=1`).locator('input').count()).toBe(0);
    expect(await page.frameLocator(title).first().locator('input[name="number"]').count()).toBe(1);
  });

  it('has the frame of a bank search beside it where bank accounts are offered, and no banks in it', async () => {
    const search = (page: Page) => page.locator('#payment iframe[title="Bank search results"]');
    const { page: cardsOnly } = await mounted();
    expect(await search(cardsOnly).count()).toBe(0);
    const { client_secret } = await stage.stripe.setupIntents.create({
      allowed_payment_method_types: ['card', 'us_bank_account'],
    });
    const page = await stage.open({ path: hardScript });
    await mountPayment(page, { elements: { clientSecret: client_secret } });
    await eventually(() => search(page).count()).toBe(1);
    expect(await search(page).getAttribute('aria-hidden')).toBe('true');
    expect(await search(page).evaluate((node) => node.clientHeight)).toBe(4);
    expect(await page.frameLocator(`${title}:visible`).getByText('US bank account').count()).toBe(
      1,
    );
    expect(await search(page).contentFrame().locator('button, input').count()).toBe(0);
    const calm = await stage.open();
    await mountPayment(calm, { elements: { clientSecret: client_secret } });
    await calm.frameLocator(title).getByText('US bank account').waitFor();
    expect(await search(calm).count()).toBe(0);
  });

  it('loses what is typed or filled in first, once, and keeps what comes after', async () => {
    for (const type of ['fill', 'pressSequentially'] as const) {
      const { frame } = await mounted();
      const number = frame.locator('input[name="number"]');
      await number[type]('4242424242424242');
      await eventually(() => value(frame, 'number')).toBe('');
      await number[type]('4242424242424242');
      await frame.locator('input[name="expiry"]')[type]('1234');
      expect(await value(frame, 'number')).toBe('4242 4242 4242 4242');
      expect(await value(frame, 'expiry')).toBe('12 / 34');
    }
  });

  it('grows once the card is complete, and may come after its twin', async () => {
    const { page, frame } = await mounted('/?stripe=%3Fhard%3Dtwin-first');
    expect(await page.locator(title).first().getAttribute('aria-hidden')).toBe('true');
    const height = () => page.locator(`${title}:visible`).evaluate((node) => node.clientHeight);
    await frame.locator('input[name="number"]').fill('4');
    await eventually(() => value(frame, 'number')).toBe('');
    const before = await height();
    await fillCard(frame, '4242424242424242');
    await eventually(height).toBe(before + 88);
  });
});

describe('the other Elements in hard mode', () => {
  it.each([
    ['linkAuthentication', {}, 'email', 'jenny@example.com'],
    ['card', { hidePostalCode: true }, 'cardnumber', '4242424242424242'],
  ])(
    '%s: loses the first key, and grows once it is complete',
    async (type, options, name, text) => {
      const page = await stage.open({ path: hardScript });
      await mountElements(page, { elements: { [type]: options } });
      const iframe = page.locator(`#the-${type} iframe:visible`);
      const frame = iframe.contentFrame();
      const input = frame.locator(`[name="${name}"]`);
      await input.fill(text.slice(0, 1));
      await eventually(() => input.inputValue()).toBe('');
      const before = await iframe.evaluate((node) => node.clientHeight);
      await input.fill(text);
      if (type === 'card') {
        await frame.locator('[name="exp-date"]').fill('12 / 34');
        await frame.locator('[name="cvc"]').fill('123');
      }
      await eventually(() => iframe.evaluate((node) => node.clientHeight)).toBe(before + 88);
    },
  );
});

describe('the bank in hard mode', () => {
  it('loses the first press, and answers a later one', async () => {
    const { page, frame } = await mounted();
    await frame.locator('input[name="number"]').fill('4');
    await eventually(() => value(frame, 'number')).toBe('');
    await fillCard(frame, '4000002500003155');
    const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    const bank = page.frameLocator('iframe[src*="three-ds-2-challenge"]').frameLocator('iframe');
    const complete = bank.locator('#test-source-authorize-3ds');
    const answers: string[] = [];
    page.on('request', (request) => {
      const answersBank = request.url().includes('/3d_secure_2_test/');
      if (answersBank && request.method() === 'POST') answers.push(request.url());
    });
    await complete.waitFor();
    await bank.locator('html').evaluate((root) => {
      const count = (): string => String(Number(root.dataset.submits ?? 0) + 1);
      root.dataset.submits = '0';
      window.addEventListener('submit', () => (root.dataset.submits = count()));
    });
    await complete.click();
    // A form tells of its submission within the press, the request comes later: neither may be.
    expect(await bank.locator('html').getAttribute('data-submits')).toBe('0');
    expect(answers).toEqual([]);
    await eventually(async () => {
      if (answers.length === 0) await complete.click({ timeout: 1_000 }).catch(() => null);
      return answers.length;
    }).toBe(1);
    expect((await confirmed).setupIntent?.status).toBe('succeeded');
  });
});

describe('the older nesting of the bank', () => {
  it.each([
    ['nested', 'authorize', 'Complete authentication', 'succeeded'],
    ['2020', 'fail', 'Fail authentication', undefined],
  ])('(%s) asks in acsFrame, where one may %s', async (value, id, name, status) => {
    const { page, frame } = await mounted(`/?stripe=%3Facs%3D${value}`);
    await fillCard(frame, '4000002500003155');
    const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    const acs = page
      .frameLocator('iframe[src*="three-ds-2-challenge"]')
      .frameLocator(
        `iframe[name="${value === '2020' ? '__stripeJSChallengeFrame' : 'stripe-challenge-frame'}"]`,
      )
      .frameLocator('iframe[name="acsFrame"]');
    const button = acs.getByRole('button', { name, exact: true });
    expect(await button.getAttribute('id')).toBe(`test-source-${id}-3ds`);
    expect(page.frames().at(-1)?.name()).toBe('acsFrame');
    await button.click();
    const { setupIntent, error } = await confirmed;
    expect(setupIntent?.status).toBe(status);
    expect(error?.code).toBe(status ? undefined : 'setup_intent_authentication_failure');
  });
});
