import type { TestInstitution } from '../../rules/banks/institutions';
import { h } from '../payment-frame/dom';
import { action, alert, words, type Pane } from './dialog';

/** What the bank asks next (docs.stripe.com/financial-connections/testing, "Bank (Non-OAuth)"). */
type Prompt = 'password' | 'options' | 'mfa' | 'confirm_mfa' | 'security_question';

const prompts: Readonly<Record<Prompt, { heading: string; label: string }>> = {
  password: { heading: 'Log in', label: 'Password' },
  options: { heading: 'Choose how to verify', label: 'Send a code to' },
  mfa: { heading: 'Enter the code', label: 'One-time passcode' },
  confirm_mfa: { heading: 'Confirm the code', label: 'Repeat the one-time passcode' },
  security_question: { heading: 'Answer a question', label: 'Name of your first pet' },
};

/**
 * The login form of a bank that has no page of its own. Any words pass; the ones that Stripe
 * publishes lead to a further question, to another try, or to the end.
 */
export function signIn(
  institution: TestInstitution,
  told: { passed(): void; ended(): void; next(pane: Pane): void },
  prompt: Prompt = 'password',
): Pane {
  const { heading, label } = prompts[prompt];
  const user = prompt === 'password' ? textInput('username', 'Username', 'text') : null;
  const secret =
    prompt === 'options' ? choice(label) : textInput('password', label, inputType(prompt));
  const problem = h('div', {});
  const button = action('Continue', { testId: 'continue-button', form: 'login-form' });
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
      problem.replaceChildren(alert('Fill in every field.'));
    } else if (typed.includes('error')) told.ended();
    else if (typed.includes('incorrect')) {
      secret.input.value = '';
      problem.replaceChildren(alert('That was not correct. Try again.'));
      secret.input.focus();
    } else if (Object.hasOwn(prompts, answer) && answer !== 'password') {
      told.next(signIn(institution, told, answer as Prompt));
    } else told.passed();
  });
  return {
    heading: prompt === 'password' ? `Log in to ${institution.name}` : heading,
    body: [words('A test bank: any values let you in.'), form],
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

function choice(label: string): Input {
  const id = 'bank-password';
  const input = h(
    'select',
    { id, name: 'password', class: 'p-Input-input' },
    h('option', { value: 'phone' }, 'Phone ••• ••• 0142'),
    h('option', { value: 'email' }, 'Email j•••@example.com'),
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
