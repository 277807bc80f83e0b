import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const sizes = {
  /** WCAG's narrowest, which is also a laptop zoomed to 400 %. */
  narrowest: { width: 320, height: 640 },
  phone: { width: 390, height: 844 },
  laptop: { width: 1280, height: 900 },
  desk: { width: 1440, height: 900 },
};

/** What a theme can change: it is all colours, and the page underneath is the same. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** What WCAG 2.2 asks for and axe looks at only when told to. */
const offByDefault = { 'target-size': { enabled: true } };

/**
 * No finding of axe on a phone and on a laptop, nor of colours in the dark, and no sideways scrolling
 * at any width: a screen wider than a laptop shows nothing that the laptop hides.
 */
export async function expectWellMade(page: Page, name: string): Promise<void> {
  for (const size of Object.values(sizes)) {
    await page.setViewportSize(size);
    // By a locator, which waits: after a link the next document may be there without anything in it.
    const overflow = await page
      .locator('body')
      .evaluate(
        ({ ownerDocument: { documentElement: html } }) => html.scrollWidth - html.clientWidth,
      );
    expect(overflow, `${name} scrolls sideways at ${size.width} px`).toBeLessThanOrEqual(0);
    if (size === sizes.phone) await expectNoFinding(page, name, 'light');
    if (size === sizes.laptop) {
      await expectNoFinding(page, name, 'light');
      await expectNoFinding(page, name, 'dark');
    }
  }
}

async function expectNoFinding(page: Page, name: string, theme: 'light' | 'dark'): Promise<void> {
  const where = `${name}, ${theme}, ${page.viewportSize()?.width} px`;
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // What a bar that stays covers is a matter of how far the page was scrolled.
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  await coloursSettled(page);
  // A document that may run nothing, an e-mail, cannot be asked.
  const axe = new AxeBuilder({ page }).exclude('iframe[sandbox=""]');
  // In frames of other origins each frame is asked on its own, and a page more puts it together; where
  // there are no frames that costs much and finds the same.
  if (page.frames().length === 1) axe.setLegacyMode();
  if (theme === 'dark') axe.withRules(rulesOfColour);
  else axe.options({ rules: offByDefault });
  const { violations, passes } = await axe.analyze();
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
  expect(told, where).toEqual([]);
  const asked = passes.map(({ id }) => id);
  expect(asked, `${where}: axe looked at colours`).toContain('color-contrast');
}

/**
 * What changes its colour step by step is at its last one: a frame has passed in which nothing moved.
 * A busy machine may have drawn none yet, and an inherited colour is handed down from one to the
 * next.
 */
function coloursSettled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const moving = () =>
      document.getAnimations().filter(({ playState }) => playState === 'running');
    await frame();
    do {
      await Promise.allSettled(moving().map(({ finished }) => finished));
      await frame();
    } while (moving().length > 0);
  });
}

/**
 * What neither the shop nor its pages do wrong: what is not there, a declined card (an answer of
 * 402), and Playwright, which keeps service workers out where requests are watched.
 */
const noFault = /404 \(Not Found\)|status of 402|registration blocked by Playwright/;

/** What the browser complains about from now on. */
export function complaintsOf(page: Page, complaints: string[] = []): string[] {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      // A resource that failed is named by where it is said, not by what is said.
      const at = message.location().url;
      if (!noFault.test(message.text())) complaints.push(`${message.text()} ${at}`.trim());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Of these, what a Content-Security-Policy kept from happening; Stripe.js may say other things. */
export const brokenPolicies = (complaints: readonly string[]) =>
  complaints.filter((text) => /Content[- ]Security[- ]Policy/i.test(text));
