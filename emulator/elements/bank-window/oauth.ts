import type { TestInstitution } from '../../rules/banks/institutions';
import type { BankWindowTexts } from '../locales/bank-window/texts';
import { fillIn } from '../locales/fill-in';
import { newLoginId, readLoginMessage, writeLoginAddress } from '../bank-login/messages';
import { action, alert, words, type Dialog } from './dialog';

/** How often the bank's window is looked at: closing it sends no message. Milliseconds. */
const LOOK_EVERY = 200;

/**
 * Login on the bank's own page, in a window of its own. `passed` is called once the bank has agreed;
 * a window that was closed, refused or blocked leaves the buyer here to try again.
 */
export function showOauth(
  setting: { dialog: Dialog; texts: BankWindowTexts; locale: string },
  institution: TestInstitution,
  passed: () => void,
  problem: string | null = null,
): void {
  const { dialog, texts, locale } = setting;
  const bank = { bank: institution.name };
  const retry = (text: string): void => showOauth(setting, institution, passed, text);
  const go = action(texts.continue, { testId: 'continue-button' }, () => {
    const id = newLoginId();
    const popup = window.open(
      writeLoginAddress({ institution: institution.key, id, locale }),
      '_blank',
      'popup,width=480,height=640',
    );
    if (!popup) {
      retry(texts.oauth.blocked);
      return;
    }
    waitFor(popup, id);
  });
  dialog.show({
    heading: fillIn(texts.login.heading, bank),
    body: [words(texts.oauth.opens), problem === null ? null : alert(problem)],
    actions: [
      go,
      problem === null
        ? null
        : action(texts.oauth.here, { testId: 'login-here-button', plain: true }, passed),
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
      if (message === 'refused') settle(() => retry(texts.oauth.refused));
    };
    window.addEventListener('message', hear);
    // What a bank said before it closed may still be on its way at the first look.
    let shut = false;
    const look = window.setInterval(() => {
      if (shut) settle(() => retry(texts.oauth.closed));
      shut = popup.closed;
    }, LOOK_EVERY);
    dialog.show({
      heading: fillIn(texts.oauth.finish, bank),
      className: 'Bank-waiting',
      body: [words(texts.oauth.opened)],
      actions: [
        action(texts.cancel, { plain: true }, () =>
          settle(() => showOauth(setting, institution, passed)),
        ),
      ],
    });
  }
}
