import type {
  BankWindowAsk,
  BankWindowContract,
  BankWindowOutcome,
} from '../channel/bank-contract';
import { PageEnd } from '../channel/page-end';
import type { StripeCore } from './core';
import { pageLooksDark } from './dark';
import { createFrame, newChannel, nextFrameName } from './frames';
import { served } from './origins';
import { coverPage } from './overlay';

/** After the window's document has loaded, its script has this long to answer. Milliseconds. */
const HELLO_WITHIN = 10_000;

/** One window at a time: a second call waits for nothing, and is told that the first is open. */
let open = false;

/** Resolves when the last window is off the page. */
let gone = Promise.resolve();

/** Resolves when no window is on the page any more, of those that have ended. */
export function bankWindowGone(): Promise<void> {
  return gone;
}

/**
 * Opens the bank window over the page and answers how it ended: at once, because a page may confirm
 * in the next moment; the page has the focus back by then, and the frame goes soon after
 * (`bankWindowGone`). Resolves `closed` also when the window could not be shown. Rejects while another
 * one is open.
 */
export async function openBankWindow(
  core: StripeCore,
  options: Omit<BankWindowAsk, 'dark'> & { dark?: boolean | null },
): Promise<BankWindowOutcome> {
  if (open) throw new Error('The bank window is open already.');
  open = true;
  // Two windows at a time would be one too many for whoever looks for it.
  await gone;
  const channel = newChannel();
  const frame = createFrame(core, {
    file: served.frameNames.bankWindow,
    name: nextFrameName(),
    component: 'linkedAccounts',
    channel,
  });
  frame.title = 'Link a bank account';
  const line = new PageEnd<BankWindowContract>(frame, served.frames, channel);
  const done = new Promise<BankWindowOutcome>((resolve) => {
    const failed = (): void => resolve({ outcome: 'closed' });
    line.on('done', resolve);
    line.request('open', { ...options, dark: options.dark ?? pageLooksDark() }).catch(failed);
    frame.addEventListener('load', () => {
      frame.focus();
      window.setTimeout(() => {
        if (!line.greeted) failed();
      }, HELLO_WITHIN);
    });
  });
  const uncover = coverPage(frame);
  try {
    return await done;
  } finally {
    line.close();
    gone = uncover();
    open = false;
  }
}
