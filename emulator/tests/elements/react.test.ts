import { describe, expect, it } from 'vitest';
import { fillCard, paymentFrame, useStage, eventually } from './stage';

const stage = useStage({ 'react.js': 'tests/elements/react-page.tsx' });

describe('@stripe/react-stripe-js in StrictMode', () => {
  it.each(['', '&ready'])('saves a card without a word on the console (%s)', async (variant) => {
    const intent = await stage.stripe.setupIntents.create({
      automatic_payment_methods: { enabled: true },
    });
    const page = await stage.open();
    const said: string[] = [];
    const outside: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => {
      if (!/^http:\/\/(127\.0\.0\.1|localhost):/.test(request.url())) outside.push(request.url());
    });
    await page.goto(
      `${stage.shop.url}/?script=react.js&secret=${intent.client_secret ?? ''}${variant}`,
    );
    const told = page.locator('#told');
    await eventually(() => told.textContent()).toBe('loaderstart, ready function, change false');
    expect(await page.locator('iframe[title="Secure payment input frame"]').count()).toBe(1);

    await fillCard(paymentFrame(page), '4242424242424242');
    await eventually(() => told.textContent()).toContain('change true');
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(() => page.locator('#result').textContent()).toBe('true succeeded');

    await page.getByRole('button', { name: 'Toggle' }).click();
    await eventually(() => page.locator('iframe[title^="Secure payment"]').count()).toBe(0);
    await page.getByRole('button', { name: 'Toggle' }).click();
    await paymentFrame(page).getByLabel('Card number').waitFor();
    // React's own advice to install its developer tools is not ours.
    expect(said.filter((text) => !text.includes('React DevTools'))).toEqual([]);
    expect(outside).toEqual([]);
  });
});
