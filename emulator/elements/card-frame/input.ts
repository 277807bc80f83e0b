import { keepFormatted } from '../card/editing';
import { wireCode, type Check, type FieldCode } from '../card/check';
import type { FieldProblem } from '../channel/element-contracts';
import { h } from '../payment-frame/dom';

export interface InputSpec {
  /** The `name` that tests and password managers know it by. */
  name: string;
  stableName: 'cardNumber' | 'cardExpiry' | 'cardCvc' | 'postalCode';
  /** Asked again when the page changes its language. */
  label(): string;
  placeholder(): string;
  autocomplete: string;
  maxLength?: number;
  format(text: string, deleting: boolean): string;
  significant: RegExp;
  check(text: string): Check;
  text(code: FieldCode): string;
}

interface InputEvents {
  changed(edit: { deleting: boolean; caretAtEnd: boolean }): void;
}

/**
 * One bare input of the card family: the page around it draws the box and shows the message. An
 * invalid value is told at once, an unfinished one when the field is left.
 */
export class CardInput {
  readonly element: HTMLSpanElement;
  readonly input: HTMLInputElement;
  private readonly measure = h('span', { class: 'InputContainer-measure', 'aria-hidden': 'true' });
  private shown: FieldProblem | null = null;

  constructor(
    private readonly spec: InputSpec,
    events: InputEvents,
  ) {
    this.input = h('input', {
      class: 'InputElement is-empty Input Input--empty',
      autocomplete: spec.autocomplete,
      autocorrect: 'off',
      spellcheck: 'false',
      type: 'text',
      name: spec.name,
      'data-elements-stable-field-name': spec.stableName,
      inputmode: 'numeric',
      maxlength: spec.maxLength,
      'aria-label': spec.label(),
      placeholder: spec.placeholder(),
      'aria-invalid': 'false',
      dir: 'ltr',
    });
    this.element = h('span', { class: 'InputContainer' }, this.measure, this.input);
    keepFormatted(
      this.input,
      () => ({
        format: (text, deleting) => spec.format(text, deleting),
        significant: spec.significant,
      }),
      (edit) => {
        if (this.check().state === 'invalid') this.validate();
        else this.show(null);
        this.paint();
        events.changed(edit);
      },
    );
    this.input.addEventListener('blur', () => {
      if (this.check().state !== 'incomplete') return;
      this.validate();
      events.changed({ deleting: false, caretAtEnd: false });
    });
    this.paint();
  }

  get value(): string {
    return this.input.value;
  }

  /** What is wrong, as far as it has been told. */
  get problem(): FieldProblem | null {
    return this.shown;
  }

  check(): Check {
    return this.spec.check(this.input.value);
  }

  get complete(): boolean {
    return this.check().state === 'complete';
  }

  /** Tells what is wrong, if anything, even of an empty field. */
  validate(): FieldProblem | null {
    const check = this.check();
    this.show(
      check.state === 'complete'
        ? null
        : {
            type: 'validation_error',
            code: wireCode(check.code),
            message: this.spec.text(check.code),
          },
    );
    return this.shown;
  }

  /** Sets a value without an edit; what was told of the old one is gone. */
  setValue(text: string): void {
    this.input.value = this.spec.format(text, false);
    this.show(null);
    this.paint();
  }

  /** Says everything anew: its words have changed. */
  reword(): void {
    this.input.placeholder = this.spec.placeholder();
    this.input.setAttribute('aria-label', this.spec.label());
    if (this.shown) this.validate();
    this.paint();
  }

  setMaxLength(length: number): void {
    this.input.maxLength = length;
  }

  private show(problem: FieldProblem | null): void {
    this.shown = problem;
    this.input.setAttribute('aria-invalid', String(problem !== null));
    this.paint();
  }

  private paint(): void {
    const empty = this.input.value === '';
    // What the input's width is taken from, with room for the caret.
    const text =
      empty || this.spec.stableName !== 'cardNumber' ? widest(this.spec, this.input) : '';
    this.measure.textContent = text || '4242 4242 4242 4242 0';
    const { classList } = this.input;
    classList.toggle('is-empty', empty);
    classList.toggle('Input--empty', empty);
    classList.toggle('is-complete', this.complete);
    classList.toggle('is-invalid', this.shown !== null);
  }
}

function widest(spec: InputSpec, input: HTMLInputElement): string {
  const { placeholder } = input;
  switch (spec.stableName) {
    case 'cardNumber':
      return `${placeholder}0`;
    case 'cardExpiry':
      return placeholder.length > 7 ? `${placeholder}0` : '00 / 000';
    case 'cardCvc':
      return placeholder.length > 4 ? `${placeholder}0` : '00000';
    case 'postalCode':
      return placeholder.length > 6 ? `${placeholder}0` : '0000000';
  }
}
