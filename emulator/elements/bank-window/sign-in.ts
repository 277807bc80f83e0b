import type { TestInstitution } from '../../rules/banks/institutions';
import type { BankWindowTexts } from '../locales/bank-window/texts';
import { fillIn } from '../locales/fill-in';
import { h } from '../payment-frame/dom';
import { action, alert, words, type Pane } from './dialog';

/** What the bank asks next (docs.stripe.com/financial-connections/testing, "Bank (Non-OAuth)"). */
type Prompt = 'password' | 'options' | 'mfa' | 'confirm_mfa' | 'security_question';

function promptsOf(
  { login }: BankWindowTexts,
  bank: string,
): Readonly<Record<Prompt, { heading: string; label: string }>> {
  return {
    password: { heading: fillIn(login.heading, { bank }), label: login.password },
    options: login.options,
    mfa: login.mfa,
    confirm_mfa: login.confirm,
    security_question: login.question,
  };
}

/**
 * The login form of a bank that has no page of its own. Any words pass; the ones that Stripe
 * publishes lead to a further question, to another try, or to the end.
 */
export function signIn(
  institution: TestInstitution,
  texts: BankWindowTexts,
  told: { passed(): void; ended(): void; next(pane: Pane): void },
  prompt: Prompt = 'password',
): Pane {
  const { login } = texts;
  const prompts = promptsOf(texts, institution.name);
  const { heading, label } = prompts[prompt];
  const user = prompt === 'password' ? textInput('username', login.username, 'text') : null;
  const secret =
    prompt === 'options' ? choice(login.options) : textInput('password', label, inputType(prompt));
  const problem = h('div', {});
  const button = action(texts.continue, { testId: 'continue-button', form: 'login-form' });
  const form = h(
    'form',
    { id: 'login-form', class: 'Bank-form', novalidate: true },
    user?.element ?? null,
    secret.element,
    problem,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = [user?.input.value, secret.input.value].map((text) => text?.trim() ?? '');
    const answer = typed[1] ?? '';
    if (answer === '' || (user && typed[0] === '')) {
      problem.replaceChildren(alert(login.missing));
    } else if (typed.includes('error')) told.ended();
    else if (typed.includes('incorrect')) {
      secret.input.value = '';
      problem.replaceChildren(alert(login.incorrect));
      secret.input.focus();
    } else if (Object.hasOwn(prompts, answer) && answer !== 'password') {
      told.next(signIn(institution, texts, told, answer as Prompt));
    } else told.passed();
  });
  return {
    heading,
    body: [words(login.testBank), form],
    actions: [button],
    focus: user?.input ?? secret.input,
  };
}

interface Input {
  element: HTMLElement;
  input: HTMLInputElement | HTMLSelectElement;
}

function textInput(name: string, label: string, type: string): Input {
  const id = `bank-${name}`;
  const input = h('input', { id, name, type, class: 'p-Input-input', autocomplete: 'off' });
  return { input, element: labelled(id, label, input) };
}

function choice({ label, phone, email }: BankWindowTexts['login']['options']): Input {
  const id = 'bank-password';
  const input = h(
    'select',
    { id, name: 'password', class: 'p-Input-input' },
    h('option', { value: 'phone' }, phone),
    h('option', { value: 'email' }, email),
  );
  return { input, element: labelled(id, label, input) };
}

function labelled(id: string, label: string, input: HTMLElement): HTMLElement {
  return h(
    'div',
    { class: 'p-Field' },
    h('label', { for: id, class: 'p-FieldLabel Label' }, label),
    input,
  );
}

function inputType(prompt: Prompt): string {
  return prompt === 'password' ? 'password' : 'text';
}
