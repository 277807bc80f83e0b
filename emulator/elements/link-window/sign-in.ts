import { failed } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import { action, Dialog, words } from '../bank-window/dialog';
import type { LinkWindowAsk, LinkWindowOutcome } from '../channel/link-contract';
import { fillIn } from '../locales/fill-in';
import { linkTexts } from '../locales/link-texts';
import { h } from '../payment-frame/dom';
import { CodeField } from './code-field';

/** After this the API takes no further code for a while. */
const TOO_MANY = 'consumer_verification_max_attempts_exceeded';

/**
 * Asks for the code that Link sent, and gives it to the API as soon as it is whole. Leaving is
 * allowed at any time: Link is an offer, and the page's form works without.
 */
export function showSignIn(
  client: ApiClient,
  ask: LinkWindowAsk,
  locale: string,
  finish: (outcome: LinkWindowOutcome) => void,
): void {
  const texts = linkTexts(locale);
  const leave = (): void => finish('closed');
  const { label, testMode, close } = texts;
  const dialog = new Dialog({ label, mark: 'Link', testMode, close }, leave);
  const status = h('p', { class: 'Link-status', role: 'status' });
  const credentials = { consumer_session_client_secret: ask.clientSecret };

  const field = new CodeField(texts.code, (code) => void check(code));
  const again = action(texts.again, { testId: 'link-resend-button', plain: true }, () => {
    void sendAgain();
  });
  const without = action(texts.without, { testId: 'link-not-now-button', plain: true }, leave);

  async function check(code: string): Promise<void> {
    field.input.readOnly = true;
    status.textContent = texts.checking;
    const result = await client.call('POST', '/v1/consumers/sessions/confirm_verification', {
      credentials,
      type: 'SMS',
      code,
    });
    field.input.readOnly = false;
    status.textContent = '';
    if (!failed(result)) {
      finish('verified');
      return;
    }
    const problem = result.error.code ?? '';
    field.clear();
    field.show(texts.problems[problem] ?? texts.failed);
    if (problem === TOO_MANY) {
      field.input.disabled = true;
      again.remove();
      without.focus();
    } else field.input.focus();
  }

  async function sendAgain(): Promise<void> {
    again.disabled = true;
    const result = await client.call('POST', '/v1/consumers/sessions/start_verification', {
      credentials,
      type: 'SMS',
      locale,
    });
    again.disabled = false;
    field.clear();
    field.show(failed(result) ? texts.failed : null);
    status.textContent = failed(result) ? '' : texts.sentAgain;
    field.input.focus();
  }

  dialog.show({
    heading: texts.heading,
    body: [
      words(fillIn(texts.sent, { phone: ask.phone })),
      field.element,
      status,
      h('p', { class: 'Bank-words Bank-email' }, fillIn(texts.signingIn, { email: ask.email })),
      h('p', { class: 'Bank-words Bank-email' }, texts.test),
    ],
    actions: [again, without],
    focus: field.input,
  });
}
