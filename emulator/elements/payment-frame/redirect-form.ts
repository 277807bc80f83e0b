import { h, icon } from './dom';
import { redirectMethodIcon } from './icons';
import type { MethodForm } from './method-form';

/** A method without fields: the buyer goes to another page after submitting. */
export function redirectForm(type: string, text: string): MethodForm {
  const element = h(
    'div',
    { class: 'p-RedirectForm' },
    icon(redirectMethodIcon, 'p-RedirectForm-icon'),
    h('p', { class: 'RedirectText' }, text),
  );
  return {
    type,
    element,
    state: () => ({ empty: false, complete: true, invalid: false }),
    submit: () => null,
    data: () => ({ type, billing_details: {} }),
    address: () => null,
    showDecline: () => undefined,
    setReadOnly: () => undefined,
    focus: () => undefined,
    clear: () => undefined,
    values: () => ({}),
    restore: () => undefined,
  };
}
