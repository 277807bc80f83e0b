import { expect, type Locator, type Page } from '@playwright/test';
import { BankChallenge } from './payment-element';

/** A way of the lab, from its page to the end of a run. */
export class Lab {
  readonly bank: BankChallenge;

  constructor(private readonly page: Page) {
    this.bank = new BankChallenge(page);
  }

  /** Opens a way and begins a run; `choices` by their labels, e.g. `{ 'Test card': /3155/ }`. */
  async begin(way: string, choices: Record<string, RegExp> = {}): Promise<void> {
    await this.page.goto(`/lab/${way}`);
    for (const [label, wanted] of Object.entries(choices)) {
      const list = this.page.getByLabel(label, { exact: true });
      const option = list.getByRole('option', { name: wanted });
      await list.selectOption(String(await option.first().getAttribute('value')));
    }
    await this.page.getByRole('button', { name: 'Begin a run' }).click();
    await expect(this.page.getByRole('heading', { name: /^0 of \d+ steps taken$/ })).toBeVisible();
  }

  /** The card of a step, by the step's name. */
  step(name: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { level: 3, name: called(name) }) });
  }

  /** Presses for step number `step`, counted from 1, and waits for nothing. */
  async press(step: number): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Take step ${step}: `) }).click();
  }

  async taken(count: number): Promise<void> {
    await expect(
      this.page.getByRole('heading', { name: new RegExp(`^${count} of \\d+ steps taken$`) }),
    ).toBeVisible();
  }

  /** Takes these steps, in none of which the browser has a part. */
  async take(from: number, to: number): Promise<void> {
    for (let step = from; step <= to; step += 1) {
      await this.press(step);
      await this.taken(step);
    }
  }

  /** Tries what Stripe refuses, and reads what Stripe says. */
  async expectRefused(name: string, message: RegExp): Promise<void> {
    const mistake = this.step(name);
    await mistake.getByRole('button', { name: `Try it: ${name}` }).click();
    const refusal = mistake.getByRole('status').filter({ hasText: 'Refused, as it should be' });
    await expect(refusal).toContainText(message);
  }
}

const called = (name: string) =>
  new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\(taken\\))?$`);
