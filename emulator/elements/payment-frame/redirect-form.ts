import { h, icon } from './dom';
import { redirectMethodIcon } from './icons';
import type { MethodForm } from './method-form';

/** A method without fields: what is next is on another page, or with `text` null a matter of the page's. */
export function redirectForm(type: string, text: string | null): MethodForm {
  const element =
    text === null
      ? h('div')
      : h(
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
