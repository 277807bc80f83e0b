/** States of an Element that its container shows as classes. */
export type ElementState = 'empty' | 'complete' | 'focus' | 'invalid' | 'webkitAutofill';

/** The `classes` option of the card family (docs.stripe.com/js/elements_object/create_element). */
export type ElementClasses = Partial<Record<ElementState | 'base', string>>;

const standard: Readonly<Record<ElementState | 'base', string>> = {
  base: 'StripeElement',
  empty: 'StripeElement--empty',
  complete: 'StripeElement--complete',
  focus: 'StripeElement--focus',
  invalid: 'StripeElement--invalid',
  webkitAutofill: 'StripeElement--webkit-autofill',
};

/** Puts an Element's classes on the merchant's node, and takes them off again. */
export class ClassMarks {
  private readonly on = new Set<ElementState | 'base'>();

  constructor(
    private readonly node: HTMLElement,
    private names: ElementClasses,
  ) {}

  mark(state: ElementState | 'base', on: boolean): void {
    if (on) this.on.add(state);
    else this.on.delete(state);
    for (const name of this.namesOf(state)) this.node.classList.toggle(name, on);
    // Two states may share a class of the page's.
    if (!on) this.paint();
  }

  /** Takes other names, as `update({ classes })` gives them. */
  rename(names: ElementClasses): void {
    this.each((name) => this.node.classList.remove(name));
    this.names = names;
    this.paint();
  }

  clear(): void {
    this.each((name) => this.node.classList.remove(name));
    this.on.clear();
  }

  private paint(): void {
    this.each((name) => this.node.classList.add(name));
  }

  private each(work: (name: string) => void): void {
    for (const state of this.on) this.namesOf(state).forEach(work);
  }

  private namesOf(state: ElementState | 'base'): string[] {
    return (this.names[state] ?? standard[state]).split(/\s+/).filter(Boolean);
  }
}
