import { keepFormatted } from '../card/editing';
import type { Check, FieldCode } from '../card/check';
import { autocompleteOf } from '../quirks/generation';
import { h, icon } from './dom';
import { errorIcon } from './icons';

export interface FieldSpec<Code extends string = FieldCode> {
  /** The `name` of the input, and the stem of its ids. */
  name: string;
  label: string;
  placeholder: string;
  autocomplete: string;
  inputMode: 'numeric' | 'text' | 'email' | 'tel';
  idPrefix: string;
  maxLength?: number;
  /** May be left empty. */
  optional?: boolean;
  leftToRight?: boolean;
  format(text: string, deleting: boolean): string;
  significant: RegExp;
  check(text: string): Check<Code>;
  text(code: Code): string;
}

interface FieldEvents {
  changed(edit: { deleting: boolean; caretAtEnd: boolean }): void;
}

/**
 * One labelled input with its error line. An invalid value is shown at once, an unfinished one when
 * the field is left, an empty one only when the form is submitted.
 */
export class Field<Code extends string = FieldCode> {
  readonly element: HTMLDivElement;
  readonly input: HTMLInputElement;
  readonly adornment = h('div', { class: 'p-Field-adornment' });
  private readonly label: HTMLLabelElement;
  private readonly box: HTMLDivElement;
  private error: HTMLParagraphElement | null = null;
  private shown: { code: Code | null; message: string } | null = null;

  constructor(
    private readonly spec: FieldSpec<Code>,
    private readonly events: FieldEvents,
  ) {
    const id = `${spec.idPrefix}${spec.name}Input`;
    const stem = `p-Card${spec.name[0]?.toUpperCase()}${spec.name.slice(1)}Input`;
    this.input = h('input', {
      id,
      name: spec.name,
      type: 'text',
      class: `p-Input-input Input Input--empty ${stem}-input`,
      placeholder: spec.placeholder,
      autocomplete: autocompleteOf(spec.idPrefix, spec.autocomplete),
      inputmode: spec.inputMode,
      maxlength: spec.maxLength,
      dir: spec.leftToRight ? 'ltr' : undefined,
      autocapitalize: 'none',
      autocorrect: 'off',
      spellcheck: 'false',
      'aria-invalid': 'false',
      'aria-required': String(spec.optional !== true),
    });
    this.label = h('label', { class: 'p-FieldLabel Label Label--empty', for: id }, spec.label);
    this.box = h('div', { class: `p-Input ${stem}` }, this.input, this.adornment);
    this.element = h('div', { class: 'p-Field', 'data-field': spec.name }, this.label, this.box);
    keepFormatted(
      this.input,
      () => ({
        format: (text, deleting) => spec.format(text, deleting),
        significant: spec.significant,
      }),
      (edit) => this.edited(edit),
    );
    this.paint();
    this.input.addEventListener('focus', () => {
      this.label.classList.add('Label--focused');
      this.paint();
    });
    this.input.addEventListener('blur', () => {
      this.label.classList.remove('Label--focused');
      this.paint();
      if (this.check().state === 'incomplete') this.validate();
    });
  }

  get value(): string {
    return this.input.value;
  }

  get invalid(): boolean {
    return this.shown !== null;
  }

  check(): Check<Code> {
    return this.spec.check(this.input.value);
  }

  /** Sets a value without an edit, as from `defaultValues`. */
  setValue(text: string): void {
    this.input.value = this.spec.format(text, false);
    this.paint();
  }

  /** Shows what is wrong, if anything, and answers it. */
  validate(): { code: Code; message: string } | null {
    const check = this.check();
    if (check.state === 'complete') {
      this.show(null);
      return null;
    }
    const problem = { code: check.code, message: this.spec.text(check.code) };
    this.show(problem);
    return problem;
  }

  /** Shows what the bank said of this field's value; the next edit takes it away. */
  showDecline(message: string): void {
    this.show({ code: null, message });
  }

  /** Takes what was shown back: the question has changed. */
  forgive(): void {
    this.show(null);
  }

  setMaxLength(length: number): void {
    this.input.maxLength = length;
  }

  /** Puts something before the text, and a class on the field that makes room for it. */
  lead(first: HTMLElement, className: string): void {
    this.box.prepend(first);
    this.element.classList.add(className);
  }

  setLabel(text: string): void {
    this.label.textContent = text;
  }

  private edited(edit: { deleting: boolean; caretAtEnd: boolean }): void {
    const check = this.check();
    if (check.state === 'invalid') this.validate();
    else this.show(null);
    this.paint();
    this.events.changed(edit);
  }

  private show(problem: { code: Code | null; message: string } | null): void {
    if (this.shown?.message === problem?.message) return;
    this.shown = problem;
    this.input.setAttribute('aria-invalid', String(problem !== null));
    this.input.classList.toggle('Input--invalid', problem !== null);
    this.label.classList.toggle('Label--invalid', problem !== null);
    if (!problem) {
      this.error?.remove();
      this.error = null;
      this.input.removeAttribute('aria-describedby');
    } else {
      const id = `Field-${this.spec.name}Error`;
      this.error ??= h('p', { id, class: 'p-FieldError Error', role: 'alert' });
      if (!this.error.isConnected) this.element.append(this.error);
      this.error.textContent = problem.message;
      this.input.setAttribute('aria-describedby', id);
    }
    this.paint();
  }

  private paint(): void {
    const empty = this.input.value === '';
    this.input.classList.toggle('Input--empty', empty);
    this.label.classList.toggle('Label--empty', empty);
    // Where labels float, one rests in the place of the text until there is some.
    const resting = empty && !this.label.classList.contains('Label--focused');
    this.label.classList.toggle('Label--resting', resting);
    this.label.classList.toggle('Label--floating', !resting);
    this.box.classList.toggle('is-invalid', this.shown !== null);
  }
}

/** The round exclamation mark an invalid field carries. */
export function errorMark(): SVGElement {
  return icon(errorIcon, 'p-ErrorIcon');
}
