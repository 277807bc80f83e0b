import type { TestInstitution } from '../../rules/banks/institutions';
import { newLoginId, readLoginMessage, writeLoginAddress } from '../bank-login/messages';
import { action, alert, words, type Dialog } from './dialog';

/** How often the bank's window is looked at: closing it sends no message. Milliseconds. */
const LOOK_EVERY = 200;

/**
 * Login on the bank's own page, in a window of its own. `passed` is called once the bank has agreed;
 * a window that was closed, refused or blocked leaves the buyer here to try again.
 */
export function showOauth(
  dialog: Dialog,
  institution: TestInstitution,
  passed: () => void,
  problem: string | null = null,
): void {
  const retry = (text: string): void => showOauth(dialog, institution, passed, text);
  const go = action('Continue', { testId: 'continue-button' }, () => {
    const id = newLoginId();
    const popup = window.open(
      writeLoginAddress(institution.key, id),
      '_blank',
      'popup,width=480,height=640',
    );
    if (!popup) {
      retry('Your browser blocked the bank’s window. Allow it, or log in here.');
      return;
    }
    waitFor(popup, id);
  });
  dialog.show({
    heading: `Log in to ${institution.name}`,
    body: [
      words(
        `Your bank’s page opens in a new window. When you have agreed there, you come back here.`,
      ),
      problem === null ? null : alert(problem),
    ],
    actions: [
      go,
      problem === null
        ? null
        : action('Log in here instead', { testId: 'login-here-button', plain: true }, passed),
    ],
    focus: go,
  });

  function waitFor(popup: Window, id: string): void {
    const settle = (next: () => void): void => {
      window.clearInterval(look);
      window.removeEventListener('message', hear);
      if (!popup.closed) popup.close();
      next();
    };
    const hear = (event: MessageEvent): void => {
      if (event.origin !== window.location.origin || event.source !== popup) return;
      const message = readLoginMessage(event.data, id);
      if (message === 'granted') settle(passed);
      if (message === 'refused') settle(() => retry('You did not agree on the bank’s page.'));
    };
    window.addEventListener('message', hear);
    // What a bank said before it closed may still be on its way at the first look.
    let shut = false;
    const look = window.setInterval(() => {
      if (shut) settle(() => retry('The bank’s window was closed before you were done.'));
      shut = popup.closed;
    }, LOOK_EVERY);
    dialog.show({
      heading: `Finish at ${institution.name}`,
      className: 'Bank-waiting',
      body: [words('Log in and agree in the window that has opened.')],
      actions: [
        action('Cancel', { plain: true }, () =>
          settle(() => showOauth(dialog, institution, passed)),
        ),
      ],
    });
  }
}
