import { Checkbox } from './checkbox';
import { h } from './dom';
import { makeForm, type FormSetup } from './forms';
import { isKeepable } from './keepable';
import type { MethodForm } from './method-form';
import { SavedForm } from './saved-form';

/**
 * The forms of one drawing of the Payment Element, each built when it is first shown. What was typed
 * goes from one drawing to the next by method.
 */
export class MethodForms {
  /** Those of saved methods, in their order. */
  readonly saved: SavedForm[];
  private readonly forms = new Map<string, MethodForm>();
  private readonly boxes = new Map<string, Checkbox>();

  constructor(
    private readonly setup: FormSetup,
    private readonly typed: ReadonlyMap<string, Record<string, string>>,
  ) {
    this.saved = (setup.session.customer?.methods ?? []).map((method) => {
      const form = new SavedForm(method, setup);
      this.take(method.id, form);
      return form;
    });
  }

  /** By payment method type, or by a saved method's id. */
  get(key: string): MethodForm {
    return this.forms.get(key) ?? this.take(key, makeForm(key, this.setup));
  }

  /** Whether the buyer wants the details kept; null where that is not asked. */
  consent(type: string): boolean | null {
    return this.boxes.get(type)?.checked ?? null;
  }

  /** A form with the question whether to keep its details, and its terms, under it. */
  panel(type: string): HTMLElement {
    const form = this.get(type);
    return h('div', { class: 'p-MethodPanel' }, form.element, this.box(type)?.element, form.terms);
  }

  /** What was typed, for the next drawing. */
  values(): Map<string, Record<string, string>> {
    const values = new Map(this.typed);
    for (const [key, form] of this.forms) {
      values.set(key, { ...form.values(), ...(this.consent(key) ? { [kept]: kept } : {}) });
    }
    return values;
  }

  private take(key: string, form: MethodForm): MethodForm {
    form.restore(this.typed.get(key) ?? {});
    form.setReadOnly(this.setup.options.readOnly === true);
    this.forms.set(key, form);
    return form;
  }

  private box(type: string): Checkbox | null {
    const { session, texts, idPrefix, options, changed } = this.setup;
    if (!session.customer?.asksToSave || !isKeepable(type)) return null;
    const known = this.boxes.get(type);
    if (known) return known;
    const box = new Checkbox({ name: kept, text: texts.saved.keep }, idPrefix, changed);
    box.checked = this.typed.get(type)?.[kept] === kept;
    box.setReadOnly(options.readOnly === true);
    this.boxes.set(type, box);
    return box;
  }
}

/** Among the typed values, that the box was ticked. */
const kept = 'savePaymentMethod';
