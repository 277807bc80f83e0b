import type { ApiError } from '../api-client/api-error';
import { readExpiry } from '../card/expiry';
import type { Texts } from '../locales/texts';
import { expiryField } from './card-fields';
import { h } from './dom';
import type { Field } from './field';
import { NetworkChoice } from './network-choice';
import type { CardChanges } from './saved-changes';
import type { SavedMethod } from './session';

export interface EditorActions {
  /** Gives a saved card another expiry or network; answers what went wrong. */
  change(method: SavedMethod, changes: CardChanges): Promise<ApiError | null>;
  remove(method: SavedMethod): Promise<ApiError | null>;
  close(): void;
}

/** Where the buyer gives a saved card its new expiry or network, or takes a saved method off the list. */
export class SavedEditor {
  readonly element: HTMLElement;
  private readonly expiry: Field | null = null;
  private readonly network: NetworkChoice;
  private readonly problem = h('p', { class: 'p-FieldError Error', role: 'alert', hidden: true });
  private readonly buttons = h('div', { class: 'p-SavedEditor-buttons' });

  constructor(
    private readonly method: SavedMethod,
    private readonly name: string,
    private readonly setup: { texts: Texts; idPrefix: string; mayRemove: boolean },
    private readonly actions: EditorActions,
  ) {
    const { card } = method;
    this.network = new NetworkChoice(
      setup.texts.brands,
      () => [card?.networks?.preferred ?? ''],
      () => undefined,
    );
    const { available = [] } = card?.networks ?? {};
    if (available.length > 1) this.network.offer(available);
    if (card) {
      this.expiry = expiryField(
        { texts: setup.texts, idPrefix: `${setup.idPrefix}${method.id}-` },
        () => undefined,
      );
      const month = String(card.exp_month).padStart(2, '0');
      this.expiry.setValue(`${month}/${card.exp_year}`);
    }
    this.element = h(
      'div',
      { class: 'p-SavedEditor', role: 'group', 'aria-label': this.worded('editing') },
      this.expiry?.element,
      this.network.element,
      this.problem,
      this.buttons,
    );
    this.ask();
  }

  focus(): void {
    (this.expiry?.input ?? this.buttons.querySelector('button'))?.focus();
  }

  /** The editor's own buttons. */
  private ask(): void {
    const { texts, mayRemove } = this.setup;
    const remove = mayRemove
      ? button('p-SavedEditor-remove', texts.saved.remove, () => this.confirmRemoval())
      : null;
    remove?.setAttribute('aria-label', this.worded('removing'));
    this.buttons.replaceChildren(
      ...[
        this.expiry ? button('', texts.saved.save, () => void this.save()) : null,
        button('', texts.saved.cancel, () => this.actions.close()),
        remove,
      ].filter((one) => one !== null),
    );
  }

  /** Removal can't be undone, so it is asked for twice. */
  private confirmRemoval(): void {
    const { texts } = this.setup;
    const sure = button('p-SavedEditor-remove', texts.saved.remove, () => void this.remove());
    const back = button('', texts.saved.cancel, () => {
      this.ask();
      this.focus();
    });
    const question = h('p', { class: 'p-SavedEditor-question' }, this.worded('question'));
    this.buttons.replaceChildren(question, sure, back);
    sure.focus();
  }

  private async save(): Promise<void> {
    const expiry = readExpiry(this.expiry?.value ?? '');
    if (this.expiry?.validate() || !expiry) {
      this.expiry?.input.focus();
      return;
    }
    const network = this.network.offered ? { network: this.network.chosen } : {};
    await this.carryOut(() => this.actions.change(this.method, { ...expiry, ...network }));
  }

  private async remove(): Promise<void> {
    await this.carryOut(() => this.actions.remove(this.method));
  }

  private async carryOut(work: () => Promise<ApiError | null>): Promise<void> {
    const controls = this.element.querySelectorAll<
      HTMLButtonElement | HTMLInputElement | HTMLSelectElement
    >('button, input, select');
    for (const control of controls) control.disabled = true;
    const error = await work();
    for (const control of controls) control.disabled = false;
    this.problem.hidden = error === null;
    if (error) this.problem.textContent = error.message ?? this.setup.texts.saved.failed;
    else this.actions.close();
  }

  private worded(text: 'editing' | 'removing' | 'question'): string {
    return this.setup.texts.saved[text].replace('{method}', () => this.name);
  }
}

function button(extra: string, text: string, press: () => void): HTMLButtonElement {
  const element = h('button', { type: 'button', class: `p-Button Button ${extra}`.trim() }, text);
  element.addEventListener('click', press);
  return element;
}
