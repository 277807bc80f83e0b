import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { fillCardLine, frameOf } from './elements-page';
import { eventually, useStage } from './stage';

const stage = useStage({ 'elements.js': 'tests/elements/react-elements-page.tsx' });

async function open(variant: string): Promise<[page: Page, said: string[]]> {
  const page = await stage.open();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${stage.shop.url}/?script=elements.js${variant}`);
  return [page, said];
}

const spoken = (said: string[]): string[] =>
  said.filter((text) => !text.includes('React DevTools'));

describe('@stripe/react-stripe-js', () => {
  it('shows a Card Element beside an email and an address', async () => {
    const [page, said] = await open('');
    const told = page.locator('#told');
    await eventually(() => told.textContent()).toContain('function');
    await eventually(() => told.textContent()).toContain('country US');
    await fillCardLine(frameOf(page, 'card'), '4242424242424242');
    await eventually(() => told.textContent()).toContain('visa true');
    await frameOf(page, 'linkAuthentication').locator('[name="email"]').fill('jenny@example.com');
    await eventually(() => told.textContent()).toContain('email jenny@example.com');
    await page.getByRole('button', { name: 'Bigger' }).click();
    const number = frameOf(page, 'card').locator('[name="cardnumber"]');
    await eventually(() => number.evaluate((input) => getComputedStyle(input).fontSize)).toBe(
      '22px',
    );
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(() => page.locator('#result').textContent()).toBe('4242');
    expect(spoken(said)).toEqual([]);
  });

  it('shows split fields, of which the number stands for all', async () => {
    const [page, said] = await open('&split');
    await frameOf(page, 'cardNumber').locator('input').fill('5555555555554444');
    await frameOf(page, 'cardExpiry').locator('input').fill('1234');
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(() => page.locator('#result').textContent()).toBe(
      'Your card’s security code is incomplete.',
    );
    await frameOf(page, 'cardCvc').locator('input').fill('123');
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(() => page.locator('#result').textContent()).toBe('4444');
    expect(spoken(said)).toEqual([]);
  });
});
