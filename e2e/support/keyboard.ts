import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page has between two things that one wants. */
const most = 90;

/** A person without a pointer: everything is reached by one key, and pressed by another. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Goes on, or back, stop by stop until the focus is there; in a frame as well. */
  async goTo(target: Locator, way: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < most; stop += 1) {
      const there = await target.evaluate(
        (element) => element === document.activeElement && document.hasFocus(),
      );
      if (there) return;
      await this.page.keyboard.press(way);
    }
    throw new Error(`${way} does not lead to ${target}`);
  }

  /** Goes there and presses it, once it takes a press. */
  async press(target: Locator, way: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.goTo(target, way);
    await expect(target).toBeEnabled();
    await this.page.keyboard.press('Enter');
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.goTo(target);
    await this.page.keyboard.type(text, { delay: 5 });
  }

  /** Types in place of what stands there. */
  async replace(target: Locator, text: string): Promise<void> {
    await this.goTo(target);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text, { delay: 5 });
  }

  /** Goes to a checkbox and ticks it. */
  async tick(target: Locator, way: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.goTo(target, way);
    await this.page.keyboard.press('Space');
    await expect(target).toBeChecked();
  }
}
