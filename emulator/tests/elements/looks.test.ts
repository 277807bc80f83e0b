import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import { eventually, mountPayment, paymentFrame, useStage, type ShopWindow } from './stage';

const stage = useStage();
const deferred = { mode: 'setup', currency: 'usd' } as const;

describe('looks', () => {
  it('follows the page’s appearance, at the start and later', async () => {
    const warnings: string[] = [];
    const page = await stage.open();
    page.on('console', (message) => warnings.push(message.text()));
    const frame = await mountPayment(page, {
      elements: {
        ...deferred,
        appearance: {
          theme: 'night',
          variables: { colorBackground: '#112233', borderRadius: '9px' },
          rules: {
            '.Input': { borderColor: 'rgb(1, 2, 3)', position: 'fixed' },
            '.p-Field': { color: 'red' },
            '.Input .Label': { color: 'red' },
            '.Label': { background: 'url(https://example.com/a.png)', fontWeight: '700' },
          },
        },
      },
    });
    const style = (name: string): Promise<string> =>
      frame
        .getByLabel('Card number')
        .evaluate((input, property) => getComputedStyle(input).getPropertyValue(property), name);
    expect(await style('background-color')).toBe('rgb(17, 34, 51)');
    expect(await style('border-radius')).toBe('9px');
    expect(await style('border-color')).toBe('rgb(1, 2, 3)');
    expect(await style('position')).not.toBe('fixed');
    expect(warnings.filter((text) => text.includes('appearance.rules'))).toHaveLength(4);
    await frame.getByLabel('Card number').fill('4242');
    await page.evaluate(() =>
      (window as unknown as ShopWindow).elements.update({ appearance: { theme: 'flat' } }),
    );
    await eventually(() => style('background-color')).toBe('rgb(241, 241, 241)');
    expect(await frame.getByLabel('Card number').inputValue()).toBe('4242');
  });

  it.each([
    ['fr', 'Cadre sécurisé', 'Numéro de carte', 'Le numéro de votre carte est incomplet.', 'ltr'],
    ['ja', '安全な支払い', 'カード番号', 'カード番号に不備があります。', 'ltr'],
    ['ar', 'إطار إدخال', 'رقم البطاقة', 'رقم بطاقتك غير مكتمل.', 'rtl'],
  ])('speaks %s', async (locale, title, label, problem, direction) => {
    const page = await stage.open();
    await mountPayment(page, { stripe: { locale }, elements: deferred });
    const frame = page.frameLocator(`iframe[title^="${title}"]`);
    expect(await frame.locator('html').getAttribute('dir')).toBe(direction);
    const { error } = await page.evaluate(() =>
      (window as unknown as ShopWindow).elements.submit(),
    );
    expect(error).toMatchObject({ code: 'incomplete_number', message: problem });
    expect(await frame.getByLabel(label).getAttribute('aria-invalid')).toBe('true');
  });

  it.each(['stripe', 'night', 'flat'])(
    'passes axe in the theme %s, with errors shown',
    async (theme) => {
      const page = await stage.open();
      await mountPayment(page, {
        elements: { ...deferred, appearance: { theme, disableAnimations: true } },
      });
      if (theme === 'night')
        await page.addStyleTag({ content: 'html { background: #15161c; color: #fff }' });
      await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
      await paymentFrame(page).getByRole('alert').first().waitFor();
      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );
});
