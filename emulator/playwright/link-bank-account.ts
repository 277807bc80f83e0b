import type { FrameLocator, Locator } from '@playwright/test';
import type { LinkBankAccount, LinkedAccount } from './types';
import { until } from './until';

const WINDOW = 'iframe[src*="linked-accounts-inner"]';

export const linkBankAccount: LinkBankAccount = async (page, account = {}) => {
  const window = page.locator(WINDOW);
  await window.waitFor();
  await until('the bank account to be linked', async () => {
    if ((await window.count()) === 0) return true;
    // The step may have changed between look and press: then the next look sees where it is.
    await step(page.frameLocator(WINDOW), account).catch(() => undefined);
    return false;
  });
};

/** Does what the step asks that the window is at; nothing while it waits for an answer. */
async function step(window: FrameLocator, account: LinkedAccount): Promise<void> {
  const press = { timeout: 2_000 };
  const chosen = account.account;
  const at = (id: string): Locator => window.getByTestId(id).filter({ visible: true });
  if (await shown(at('done-button'))) return at('done-button').click(press);
  if (await shown(at('select-button'))) {
    if (chosen) await at(chosen.toLowerCase()).click(press);
    return at('select-button').click(press);
  }
  if (await shown(window.locator('#login-form'))) {
    for (const field of await window.locator('#login-form input').all()) await field.fill('test');
    return at('continue-button').click(press);
  }
  // A bank that asks for nothing but to go on to it.
  if (await shown(at('continue-button'))) return at('continue-button').click(press);
  if (await shown(at('institutions'))) {
    return account.institution
      ? at('institutions').getByRole('button', { name: account.institution }).first().click(press)
      : at('institutions').getByRole('button').first().click(press);
  }
  if (await shown(at('agree-button'))) return at('agree-button').click(press);
}

function shown(place: Locator): Promise<boolean> {
  return place.first().isVisible();
}
