import { h } from '../payment-frame/dom';
import type { CardInput } from './input';

/**
 * The number and the fields behind it. Where they don't all fit, the number has the row to itself
 * while it is typed, and shows its last four digits afterwards.
 */
export class SlidingRow {
  readonly element: HTMLDivElement;
  private readonly rest: HTMLSpanElement;
  private readonly lastFour = h('span', { class: 'CardField-number-fakeNumber-last4' });
  private last = { inNumber: false, focused: false };

  constructor(
    private readonly number: CardInput,
    rest: HTMLElement[],
  ) {
    const fake = h(
      'span',
      { class: 'CardField-number-fakeNumber', 'aria-hidden': 'true' },
      this.lastFour,
    );
    const real = h(
      'span',
      {},
      h(
        'div',
        { class: 'CardNumberField CardNumberField--ltr' },
        h('div', { class: 'CardNumberField-input-wrapper' }, number.element),
      ),
    );
    this.rest = h('span', { class: 'CardField-restWrapper' }, ...rest);
    this.element = h(
      'div',
      { class: 'CardField-input-wrapper is-ready-to-slide is-number' },
      h('span', { class: 'CardField-number CardField-child' }, fake, real),
      this.rest,
    );
    new ResizeObserver(() => this.place(this.last.inNumber, this.last.focused)).observe(
      this.element,
    );
  }

  /** Chooses what is shown, by where the focus is and what fits. */
  place(inNumber: boolean, focused: boolean): void {
    this.last = { inNumber, focused };
    for (const { measure, box } of this.widths()) box.style.width = `${measure}px`;
    const needed = measured(this.number.element) + this.rest.scrollWidth;
    const { classList } = this.element;
    const showRest = focused ? !inNumber : this.number.complete;
    classList.toggle('is-narrow', needed > this.element.clientWidth);
    classList.toggle('is-rest', showRest);
    classList.toggle('is-number', !showRest);
    this.lastFour.textContent = this.number.value.replace(/\D/g, '').slice(-4);
    // Focus scrolls a clipped row; what is shown now begins at its start.
    if (inNumber || !focused) this.element.scrollLeft = 0;
  }

  /** The fields behind the number are as wide as what they may hold. */
  private *widths(): Generator<{ box: HTMLElement; measure: number }> {
    for (const box of this.rest.querySelectorAll<HTMLElement>('.InputContainer')) {
      yield { box, measure: measured(box) };
    }
  }
}

function measured(box: HTMLElement): number {
  return box.querySelector<HTMLElement>('.InputContainer-measure')?.scrollWidth ?? 0;
}
