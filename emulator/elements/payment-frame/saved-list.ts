import type { Texts } from '../locales/texts';
import { h } from './dom';
import { markRadio, radioMark } from './radio';
import { SavedEditor, type EditorActions } from './saved-editor';
import { savedIcon, savedName } from './saved-name';
import type { SavedForm } from './saved-form';

/** The choice of details that are typed in, beside those that were saved. */
export const another = 'new';

interface SavedListSetup {
  texts: Texts;
  idPrefix: string;
  forms: SavedForm[];
  mayRemove: boolean;
  /** A press on a saved method, by id, or on `another`. */
  choose(id: string): void;
  actions: Omit<EditorActions, 'close'>;
}

interface Item {
  id: string;
  element: HTMLElement;
  input: HTMLInputElement;
  mark: HTMLElement;
  form: SavedForm | null;
}

/** What the buyer saved before, above the way to give something new: one radio for each. */
export class SavedList {
  readonly element: HTMLElement;
  private readonly items: Item[];

  constructor(private readonly setup: SavedListSetup) {
    const { texts, forms } = setup;
    this.items = [
      ...forms.map((form) => this.saved(form)),
      this.item(another, null, [h('span', { class: 'p-PickerItem-label' }, texts.saved.another)]),
    ];
    this.items.at(-1)?.element.classList.add('PickerItem--new');
    this.element = h(
      'div',
      {
        class: 'p-SavedPaymentMethods',
        role: 'radiogroup',
        'aria-label': texts.saved.list,
        'data-testid': 'saved-payment-methods',
      },
      ...this.items.map(({ element }) => element),
    );
  }

  /** Marks one item as chosen, and opens what it asks for. */
  mark(chosen: string | null): void {
    for (const { id, element, input, mark, form } of this.items) {
      const selected = id === chosen;
      input.checked = selected;
      element.classList.toggle('PickerItem--selected', selected);
      markRadio(mark, selected);
      if (form) form.element.hidden = !selected || form.element.childNodes.length === 0;
    }
  }

  setReadOnly(readOnly: boolean): void {
    for (const control of this.element.querySelectorAll<HTMLInputElement | HTMLButtonElement>(
      'input, button',
    )) {
      control.disabled = readOnly;
    }
  }

  focus(): void {
    const { items } = this;
    (items.find(({ input }) => input.checked) ?? items[0])?.input.focus();
  }

  private saved(form: SavedForm): Item {
    const { texts, mayRemove, actions } = this.setup;
    const { method } = form;
    const name = savedName(method, texts);
    const item = this.item(method.id, form, [
      savedIcon(method, 'p-PickerItem-icon'),
      h('span', { class: 'p-PickerItem-label' }, name),
    ]);
    item.element.dataset.testid = 'saved-payment-method';
    const { card } = method;
    if (!mayRemove && !card) return item;
    const edit = h(
      'button',
      {
        type: 'button',
        class: 'p-PickerAction PickerAction',
        'aria-expanded': 'false',
        'aria-label': texts.saved.editing.replace('{method}', name),
      },
      texts.saved.edit,
    );
    let editor: SavedEditor | null = null;
    const close = (): void => {
      editor?.element.remove();
      editor = null;
      edit.setAttribute('aria-expanded', 'false');
      edit.focus();
    };
    edit.addEventListener('click', () => {
      if (editor) {
        close();
        return;
      }
      editor = new SavedEditor(method, name, this.setup, { ...actions, close });
      item.element.append(editor.element);
      edit.setAttribute('aria-expanded', 'true');
      editor.focus();
    });
    item.element.firstElementChild?.append(edit);
    return item;
  }

  private item(id: string, form: SavedForm | null, content: Element[]): Item {
    const { idPrefix, choose } = this.setup;
    const input = h('input', {
      id: `${idPrefix}saved-${id}`,
      type: 'radio',
      name: 'savedPaymentMethod',
      value: id,
      class: 'p-PickerItem-input',
    });
    input.addEventListener('change', () => choose(id));
    const mark = radioMark(false);
    const label = h(
      'label',
      { class: 'p-PickerItem-choice', for: input.id },
      input,
      mark,
      ...content,
    );
    const row = h('div', { class: 'p-PickerItem-row' }, label);
    const element = h(
      'div',
      { class: 'p-PickerItem PickerItem', 'data-value': id },
      row,
      form?.element,
    );
    return { id, element, input, mark, form };
  }
}
