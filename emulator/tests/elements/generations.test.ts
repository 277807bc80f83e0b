import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { mountPayment, useStage } from './stage';

const stage = useStage();

async function mounted(path = '/'): Promise<{ page: Page; frame: FrameLocator }> {
  const page = await stage.open({ path });
  const elements = { mode: 'setup', currency: 'usd', allowedPaymentMethodTypes: ['card'] };
  return { page, frame: await mountPayment(page, { elements }) };
}

async function settings(body: object): Promise<Response> {
  return fetch(`${stage.emulator.urls.api}/_emulator/settings`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
}

const generations = [
  {
    name: '2025',
    query: '',
    ids: ['number', 'expiry', 'cvc', 'country', 'postalCode'].map((id) => `payment-${id}Input`),
    labels: ['Card number', 'Expiration date', 'Security code', 'Country', 'ZIP code'],
    tokens: ['cc-number', 'cc-exp', 'cc-csc'],
    accessory: true,
    apostrophe: '’',
  },
  {
    name: '2022',
    query: '/?stripe=%3Fgeneration%3D2022',
    ids: ['number', 'expiry', 'cvc', 'country', 'postalCode'].map((id) => `Field-${id}Input`),
    labels: ['Card number', 'Expiration date', 'CVC', 'Country', 'ZIP'],
    tokens: ['billing cc-number', 'billing cc-exp', 'billing cc-csc'],
    accessory: false,
    apostrophe: "'",
  },
] as const;

describe.each(generations)('the Payment Element of $name', (generation) => {
  it('has the ids, labels, tokens and address of its time', async () => {
    const { page, frame } = await mounted(generation.query || '/');
    for (const [index, id] of generation.ids.entries()) {
      const label = generation.labels[index] ?? '';
      expect(await frame.getByLabel(label, { exact: true }).getAttribute('id'), label).toBe(id);
    }
    const tokens = ['number', 'expiry', 'cvc'].map((name) =>
      frame.locator(`input[name="${name}"]`).getAttribute('autocomplete'),
    );
    expect(await Promise.all(tokens)).toEqual(generation.tokens);
    const iframe = page.locator('iframe[title="Secure payment input frame"]');
    const src = (await iframe.getAttribute('src')) ?? '';
    expect(src).toContain('/v3/elements-inner-payment-');
    expect(src.includes('elements-inner-accessory-target')).toBe(generation.accessory);
  });

  it('names the line of a field’s error alike', async () => {
    const { frame } = await mounted(generation.query || '/');
    await frame.locator('input[name="number"]').fill('4242 4242 4242 4241');
    const error = frame.locator('p#Field-numberError.p-FieldError.Error[role=alert]');
    expect(await error.textContent()).toBe('Your card number is invalid.');
    await frame.locator('input[name="expiry"]').fill('12/20');
    const past = `Your card${generation.apostrophe}s expiration year is in the past.`;
    expect(await frame.locator('p#Field-expiryError').textContent()).toBe(past);
  });
});

describe('which generation a page gets', () => {
  it('is a setting, of all platforms or of one, and the address overrules it', async () => {
    try {
      expect((await settings({ stripeJs: { generation: '2022' } })).status).toBe(200);
      const { frame } = await mounted();
      expect(await frame.locator('#Field-cvcInput').count()).toBe(1);
      await settings({ namespace: 'default', stripeJs: { generation: '2025' } });
      const other = await mounted();
      expect(await other.frame.locator('#payment-cvcInput').count()).toBe(1);
      const asked = await mounted('/?stripe=%3Fgeneration%3D2022');
      expect(await asked.frame.locator('#Field-cvcInput').count()).toBe(1);
    } finally {
      await settings({ stripeJs: { generation: '2025' }, stripeJsOf: {} });
    }
  });

  it('is refused where it is not one', async () => {
    const answer = await settings({ stripeJs: { generation: '2019' } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('generation must be');
    for (const stripeJs of [{ nestedChallenge: '2019' }, { link: 'on' }, { hardMode: 'first' }]) {
      expect((await settings({ stripeJs })).status).toBe(400);
    }
    const global = await settings({ namespace: 'w1', settleDelayMs: 5 });
    expect(await global.text()).toContain('settleDelayMs is the same for all namespaces');
  });
});
