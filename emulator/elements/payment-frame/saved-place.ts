import type { PaymentFrameContract } from '../channel/contracts';
import { toldOf } from './change-report';
import { h } from './dom';
import type { FormSetup } from './forms';
import { changeSaved, removeSaved, type SavedOutcome } from './saved-changes';
import type { SavedForm } from './saved-form';
import { SavedList } from './saved-list';

interface SavedEvents {
  /** A press on a saved method, by id, or on the way to something new. */
  choose(id: string): void;
  /** The buyer changed or removed one, or that failed. */
  changed(payload: PaymentFrameContract['events']['saved']): void;
}

/** Where saved methods are listed; nothing while there are none. */
export class SavedPlace {
  readonly element = h('div', { class: 'p-SavedPlace', hidden: true });
  private list: SavedList | null = null;

  constructor(private readonly events: SavedEvents) {}

  get isEmpty(): boolean {
    return this.list === null;
  }

  draw(setup: FormSetup, forms: SavedForm[]): void {
    this.list = forms.length ? this.listOf(setup, forms) : null;
    this.list?.setReadOnly(setup.options.readOnly === true);
    this.element.hidden = this.list === null;
    this.element.replaceChildren(...(this.list ? [this.list.element] : []));
  }

  mark(chosen: string | null): void {
    this.list?.mark(chosen);
  }

  focus(): void {
    this.list?.focus();
  }

  private listOf(setup: FormSetup, forms: SavedForm[]): SavedList {
    const { texts, idPrefix, session } = setup;
    const tell = ({ event, method, error }: SavedOutcome): void =>
      this.events.changed({
        event,
        success: error === null,
        ...(error ? { error: error.message ?? texts.saved.failed } : {}),
        payment_method: toldOf(method),
      });
    return new SavedList({
      texts,
      idPrefix,
      forms,
      mayRemove: session.customer?.mayRemove === true,
      choose: (id) => this.events.choose(id),
      actions: {
        change: (method, expiry) => changeSaved(setup, method, expiry, tell),
        remove: (method) => removeSaved(setup, method, tell),
      },
    });
  }
}
