import type { BankWindowAsk, BankWindowOutcome } from '../channel/bank-contract';
import { pageTexts } from '../locales/page-texts';
import type { StripeCore } from './core';
import { pageLooksDark } from './dark';
import { openWindowFrame } from './window-frame';

/** One window at a time: a second call waits for nothing, and is told that the first is open. */
let open = false;

/** Resolves when the last window is off the page. */
let gone = Promise.resolve();

/** Resolves when no window is on the page any more, of those that have ended. */
export function bankWindowGone(): Promise<void> {
  return gone;
}

type Opening = Omit<BankWindowAsk, 'dark'> & {
  dark?: boolean | null;
  /** The instance's own unless the group of Elements has another. */
  locale?: string;
};

/**
 * Opens the bank window over the page and answers how it ended: at once, because a page may confirm
 * in the next moment; the page has the focus back by then, and the frame goes soon after
 * (`bankWindowGone`). Resolves `closed` also when the window could not be shown. Rejects while another
 * one is open.
 */
export async function openBankWindow(
  core: StripeCore,
  { locale = core.locale, ...options }: Opening,
): Promise<BankWindowOutcome> {
  if (open) throw new Error('The bank window is open already.');
  open = true;
  // Two windows at a time would be one too many for whoever looks for it.
  await gone;
  const window = openWindowFrame<BankWindowAsk, BankWindowOutcome>(
    core,
    {
      frame: 'bankWindow',
      component: 'linkedAccounts',
      title: pageTexts(locale).bankWindow,
      locale,
    },
    { ...options, dark: options.dark ?? pageLooksDark() },
  );
  try {
    return (await window.done) ?? { outcome: 'closed' };
  } finally {
    gone = window.remove();
    open = false;
  }
}
