import type { Texts } from '../locales/texts';
import { accordion } from './accordion';
import { h } from './dom';
import type { MethodForms } from './method-forms';
import { methodName } from './method-names';
import type { Layout } from './options';
import { tabs, tabsThatFit } from './tabs';

/** What there is to choose from, and how it is shown. */
export interface Scene {
  types: string[];
  layout: Layout;
  texts: Texts;
  readOnly: boolean;
  /** Words under a method's name. */
  subtitle(type: string): string | undefined;
  forms: MethodForms;
}

/** Where a method is picked, if there is a choice, and its details are given. */
export class MethodPlace {
  readonly element = h('div', { class: 'p-MethodPlace' });
  private showsAll = false;
  private drawn: string | null = null;

  constructor(
    private readonly scene: () => Scene,
    private readonly choose: (type: string) => void,
  ) {
    let before = 0;
    new ResizeObserver(() => {
      const { capacity } = this;
      if (capacity === before) return;
      before = capacity;
      if (!this.element.hidden && this.scene().layout.type === 'tabs') this.draw(this.drawn);
    }).observe(this.element);
  }

  /** One method alone needs no picker, unless the layout closes it or wants radios at any rate. */
  get hasPicker(): boolean {
    const { types, layout } = this.scene();
    if (types.length > 1) return true;
    return (
      layout.type === 'accordion' &&
      (layout.defaultCollapsed === true || layout.radios === 'always')
    );
  }

  draw(chosen: string | null): void {
    this.element.hidden = false;
    this.drawn = chosen;
    const { types, layout, texts, readOnly, forms, subtitle } = this.scene();
    if (!this.hasPicker && chosen !== null) {
      const name = methodName(chosen, texts);
      const group = h('div', { role: 'group', 'aria-label': name }, forms.panel(chosen));
      this.element.replaceChildren(group);
      return;
    }
    const picker = layout.type === 'tabs' ? tabs : accordion;
    const setup = {
      types,
      layout,
      texts,
      readOnly,
      subtitle,
      capacity: this.capacity,
      panel: (type: string) => forms.panel(type),
      choose: this.choose,
      showAll: () => this.showAll(),
    };
    this.element.replaceChildren(picker(setup, chosen));
  }

  /** While a saved method is chosen. */
  empty(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  /** How many methods there is room for. */
  private get capacity(): number {
    const { types, layout } = this.scene();
    if (layout.type === 'tabs') return tabsThatFit(this.element.clientWidth, types.length);
    return this.showsAll ? Infinity : layout.visible;
  }

  /** Shows the methods behind "more"; the focus goes on to the first of them. */
  private showAll(): void {
    const next = this.element.querySelectorAll('[data-value]').length;
    this.showsAll = true;
    this.draw(this.drawn);
    this.element.querySelectorAll<HTMLElement>('[data-value]')[next]?.focus();
  }
}
