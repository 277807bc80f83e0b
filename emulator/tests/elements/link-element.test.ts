import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { frameOf, lastChange, mountElements, run, toldOf } from './elements-page';
import { eventually, useStage } from './stage';

const stage = useStage();

describe('the Link Authentication Element', () => {
  it('asks for an email, and tells of it', async () => {
    const page = await stage.open();
    await mountElements(page, { elements: { linkAuthentication: {} } });
    const frame = frameOf(page, 'linkAuthentication');
    const email = frame.getByLabel('Email');
    expect(
      await email.evaluate((input) => [
        input.id,
        input.getAttribute('name'),
        input.getAttribute('placeholder'),
        input.getAttribute('autocomplete'),
      ]),
    ).toEqual(['linkAuthentication-emailInput', 'email', 'you@example.com', 'email']);
    await eventually(() => toldOf(page, 'linkAuthentication', 'loaderstart')).toHaveLength(1);
    await eventually(() => lastChange(page, 'linkAuthentication')).toEqual({
      elementType: 'linkAuthentication',
      empty: true,
      complete: false,
      value: { email: '' },
    });
    await email.pressSequentially('jenny@');
    await run(page, 'made.linkAuthentication.blur()');
    const problem = frame.getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toBe('Your email is incomplete.');
    await eventually(() => page.locator('#the-linkAuthentication').getAttribute('class')).toContain(
      'StripeElement--invalid',
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await email.fill('jenny@example.com');
    await eventually(() => lastChange(page, 'linkAuthentication')).toMatchObject({
      complete: true,
      value: { email: 'jenny@example.com' },
    });
    expect(await problem.count()).toBe(0);
  });

  it('starts with the page’s email, follows the group’s looks, and keeps what is typed', async () => {
    const page = await stage.open();
    await mountElements(page, {
      group: { appearance: { theme: 'night' } },
      elements: { linkAuthentication: { defaultValues: { email: 'jane@example.com' } } },
    });
    const email = frameOf(page, 'linkAuthentication').locator('[name="email"]');
    await eventually(() => lastChange(page, 'linkAuthentication')).toMatchObject({
      complete: true,
    });
    const colour = (): Promise<string> =>
      email.evaluate((input) => getComputedStyle(input).backgroundColor);
    const before = await colour();
    await email.fill('jenny@example.com');
    await run(page, `return elements.update({ appearance: { theme: 'flat' }, locale: 'fr' })`);
    const french = page.frameLocator('iframe[title^="Cadre"][title$="e-mail"]');
    await french.getByLabel('E-mail').waitFor();
    expect(await french.getByLabel('E-mail').inputValue()).toBe('jenny@example.com');
    const after = french
      .getByLabel('E-mail')
      .evaluate((input) => getComputedStyle(input).backgroundColor);
    expect(await after).not.toBe(before);
  });
});
