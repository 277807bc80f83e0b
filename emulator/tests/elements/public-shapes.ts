/**
 * How public suites fill in Stripe's forms and answer its bank, in the shapes of their own code:
 * by title, by name, by address, by label, by id; at once, key by key, from behind.
 */
import type { FrameLocator, Page } from 'playwright';
import { eventually } from './stage';

export interface Shape {
  name: string;
  fill(page: Page, number: string): Promise<void>;
}

const title = 'iframe[title="Secure payment input frame"]';

/** saleor/apps: the title alone, a click before each value. */
export const saleor: Shape = {
  name: 'saleor',
  async fill(page, number) {
    const frame = page.frameLocator('[title="Secure payment input frame"]');
    for (const [name, value] of [
      ['number', number],
      ['expiry', '01/50'],
      ['cvc', '123'],
    ]) {
      await frame.locator(`input[name="${name}"]`).click();
      await frame.locator(`input[name="${name}"]`).fill(value ?? '');
    }
    await frame.locator('select[name="country"]').selectOption('PL');
    const postal = frame.locator('input[name="postalCode"]');
    if (await postal.isVisible()) await postal.fill('00-001');
  },
};

/** payloadcms/payload, opencollective: ids of 2022. */
export const payload: Shape = byId('payload', 'Field');

/** commercelayer/mfe-checkout: ids of 2025. */
export const commercelayer: Shape = byId('commercelayer', 'payment');

function byId(name: string, prefix: string): Shape {
  return {
    name,
    async fill(page, number) {
      const frame = page.frameLocator(title);
      await frame.locator(`#${prefix}-numberInput`).fill(number);
      await frame.locator(`#${prefix}-expiryInput`).fill('03/30');
      await frame.locator(`#${prefix}-cvcInput`).fill('737');
      await frame.locator(`#${prefix}-countryInput`).selectOption('US');
      await frame.locator(`#${prefix}-postalCodeInput`).fill('94000');
    },
  };
}

/** woocommerce/woocommerce-gateway-stripe: the first visible frame of its name. */
export const woocommerce: Shape = {
  name: 'WooCommerce Stripe',
  async fill(page, number) {
    const frame = page
      .locator('#payment iframe[name^="__privateStripeFrame"]')
      .filter({ visible: true })
      .first()
      .contentFrame();
    await frame.locator('[name="number"]').fill(number);
    await frame.locator('[name="expiry"]').fill('1245');
    await frame.locator('[name="cvc"]').fill('123');
    await usPostalCode(frame);
  },
};

/** clerk/javascript: the address, and labels. */
export const clerk: Shape = {
  name: 'clerk',
  async fill(page, number) {
    const frame = page.frameLocator('iframe[src*="elements-inner-payment"]');
    await frame.getByLabel('Card number').fill(number);
    await frame.getByLabel('Expiration date').fill('1234');
    await frame.getByLabel('Security code').fill('123');
    await frame.getByLabel('Country').selectOption('United States');
    await frame.getByLabel('ZIP code').fill('12345');
  },
};

/** solidusio/solidus_stripe: whichever frame is seen, key by key, the security code first. */
export const solidus: Shape = {
  name: 'solidus',
  async fill(page, number) {
    const frame = page.frameLocator('#payment iframe:visible');
    await frame.locator('input[name="cvc"]').pressSequentially('123');
    await frame.locator('input[name="expiry"]').pressSequentially('1230');
    await frame.locator('input[name="number"]').pressSequentially(number);
    await frame.locator('select[name="country"]').selectOption('United States');
    await frame.locator('input[name="postalCode"]').pressSequentially('90210');
  },
};

/** stripe-samples/accept-a-payment: the first frame of the title, and placeholders. */
export const samples: Shape = {
  name: 'stripe-samples',
  async fill(page, number) {
    const frame = page.frameLocator(title).first();
    await frame.getByPlaceholder('1234 1234 1234 1234').fill(number);
    await frame.getByPlaceholder('MM / YY').fill('12/33');
    await frame.getByPlaceholder('CVC').fill('123');
    await usPostalCode(frame);
  },
};

async function usPostalCode(frame: FrameLocator): Promise<void> {
  await frame.locator('select[name="country"]').selectOption('US');
  await frame.locator('input[name="postalCode"]').fill('94110');
}

/** How suites find the bank's button: each answers where it is, or null while it isn't. */
export const banks = {
  /** WooCommerce, gumroad: a frame of this name, wherever it is. */
  byName: (page: Page) => page.frame({ name: 'stripe-challenge-frame' })?.getByText('Complete'),
  /** Many: the newest frame of the page. */
  byAge: (page: Page) => page.frames().at(-1)?.locator('#test-source-authorize-3ds'),
  /** solidus: down through the frames. */
  byNesting: (page: Page) =>
    page
      .frameLocator('body > div > iframe')
      .frameLocator('#challengeFrame')
      .getByRole('button', { name: 'Complete', exact: true }),
  /** Older suites in PHP, Java and TestCafe: the first frame of its name, at the top of the body. */
  byPlace: (page: Page) =>
    page
      .locator('body > div:nth-child(1) > iframe')
      .and(page.locator('xpath=(//iframe[contains(@name, "__privateStripeFrame")])[1]'))
      .contentFrame()
      .locator('xpath=//div[@class="LightboxModalContent"]/div/iframe')
      .contentFrame()
      .locator('#test-source-authorize-3ds'),
  /** hyperswitch, public specs of 2026: the bank's own address. */
  byAddress: (page: Page) =>
    page
      .frames()
      .find((frame) => frame.url().includes('/3d_secure_2_test/'))
      ?.locator('#test-source-authorize-3ds'),
};

/** Presses until the window is gone, as suites that have met the real page do. */
export async function complete(page: Page, bank: keyof typeof banks): Promise<void> {
  const window = page.locator('iframe[src*="three-ds"]');
  await window.waitFor();
  await eventually(async () => {
    const button = banks[bank](page)?.first();
    if (await button?.isVisible().catch(() => false)) {
      await button?.click({ timeout: 2_000 }).catch(() => undefined);
    }
    return window.count();
  }).toBe(0);
}
