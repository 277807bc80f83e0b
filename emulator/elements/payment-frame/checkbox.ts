import { h, icon } from './dom';
import { checkIcon } from './icons';

/** A box with its words, off until ticked. */
export class Checkbox {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;

  constructor(
    { name, text }: { name: string; text: string },
    idPrefix: string,
    changed: () => void,
  ) {
    const id = `${idPrefix}${name}Input`;
    this.input = h('input', {
      id,
      name,
      type: 'checkbox',
      class: 'p-CheckboxInput CheckboxInput',
    });
    const box = h(
      'span',
      { class: 'p-CheckboxBox' },
      this.input,
      icon(checkIcon, 'p-CheckboxTick'),
    );
    const label = h('span', { class: 'p-CheckboxLabel CheckboxLabel' }, text);
    this.element = h('label', { class: 'p-Checkbox Checkbox', for: id }, box, label);
    this.input.addEventListener('change', () => {
      this.paint();
      changed();
    });
  }

  get checked(): boolean {
    return this.input.checked;
  }

  set checked(checked: boolean) {
    this.input.checked = checked;
    this.paint();
  }

  setReadOnly(readOnly: boolean): void {
    this.input.disabled = readOnly;
  }

  private paint(): void {
    const { checked } = this.input;
    this.element.classList.toggle('Checkbox--checked', checked);
    this.input.classList.toggle('CheckboxInput--checked', checked);
    this.input.nextElementSibling?.classList.toggle('is-shown', checked);
    this.element.lastElementChild?.classList.toggle('CheckboxLabel--checked', checked);
  }
}
