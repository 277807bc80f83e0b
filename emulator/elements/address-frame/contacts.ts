import type { AddressTexts } from '../locales/address-texts';
import { h } from '../payment-frame/dom';
import type { Contact } from './options';

/** The page's saved addresses to choose from, and one more choice for a new one. */
export function contactList(
  contacts: readonly Contact[],
  chosen: Contact | null,
  texts: AddressTexts,
  choose: (contact: Contact | null) => void,
): HTMLElement {
  const entry = (contact: Contact | null): HTMLElement => {
    const input = h('input', {
      class: 'p-Contact-input',
      type: 'radio',
      name: 'contact',
      checked: contact === chosen,
    });
    input.addEventListener('change', () => choose(contact));
    const address = contact?.address;
    const line = [
      address?.line1,
      address?.line2,
      address?.city,
      [address?.state, address?.postal_code].filter(Boolean).join(' '),
      address?.country,
    ].filter(Boolean);
    return h(
      'label',
      { class: 'p-Contact Block' },
      input,
      h(
        'span',
        {},
        h('span', { class: 'p-Contact-name' }, contact ? contact.name : texts.another),
        contact ? h('span', { class: 'p-Contact-address' }, line.join(', ')) : null,
      ),
    );
  };
  return h(
    'fieldset',
    { class: 'p-Contacts' },
    h('legend', { class: 'p-Contacts-title Label' }, texts.contacts),
    ...contacts.map((contact) => entry(contact)),
    entry(null),
  );
}
