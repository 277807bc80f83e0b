import { h } from '../payment-frame/dom';

/** How many digits a code has. */
const CODE_LENGTH = 6;

/**
 * One input drawn as six boxes: what a browser or a phone fills in, and what is pasted, arrives
 * whole, and a screen reader meets one field. `complete` is called with each whole code.
 */
export class CodeField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly boxes = Array.from({ length: CODE_LENGTH }, () =>
    h('span', { class: 'Code-box' }),
  );
  private readonly error = h('p', { id: 'code-error', class: 'p-FieldError', role: 'alert' });
  private told = '';

  constructor(label: string, complete: (code: string) => void) {
    this.input = h('input', {
      id: 'code',
      name: 'code',
      class: 'Code-input',
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      pattern: `[0-9]{${CODE_LENGTH}}`,
      dir: 'ltr',
      spellcheck: 'false',
      'data-testid': 'link-otp-input',
    });
    const take = (): void => {
      // Other scripts' digits are digits, too; what stands between them is left out.
      const digits = this.input.value.normalize('NFKC').replace(/[٠-٩]/g, westernDigit);
      const code = digits.replace(/\D/g, '').slice(0, CODE_LENGTH);
      if (this.input.value !== code) this.input.value = code;
      this.paint();
      if (code !== '') this.show(null);
      if (code.length === CODE_LENGTH && code !== this.told) complete(code);
      this.told = code;
    };
    this.input.addEventListener('input', take);
    for (const event of ['focus', 'blur', 'select', 'keyup', 'pointerup']) {
      this.input.addEventListener(event, () => this.paint());
    }
    this.element = h(
      'div',
      { class: 'p-Field' },
      h('label', { for: 'code', class: 'p-FieldLabel Label' }, label),
      h(
        'div',
        { class: 'Code', dir: 'ltr' },
        h('div', { class: 'Code-boxes', 'aria-hidden': 'true' }, ...this.boxes),
        this.input,
      ),
      this.error,
    );
  }

  /** Shows what is wrong, or nothing. */
  show(problem: string | null): void {
    this.error.textContent = problem ?? '';
    if (problem === null) {
      this.input.removeAttribute('aria-invalid');
      this.input.removeAttribute('aria-describedby');
    } else {
      this.input.setAttribute('aria-invalid', 'true');
      this.input.setAttribute('aria-describedby', 'code-error');
    }
  }

  clear(): void {
    this.input.value = '';
    this.told = '';
    this.paint();
  }

  private paint(): void {
    const { value } = this.input;
    const focused = document.activeElement === this.input;
    const at = Math.min(this.input.selectionStart ?? value.length, CODE_LENGTH - 1);
    for (const [index, box] of this.boxes.entries()) {
      box.textContent = value[index] ?? '';
      box.classList.toggle('is-next', focused && index === at);
    }
  }
}

function westernDigit(digit: string): string {
  return String(digit.charCodeAt(0) - 0x0660);
}
