import type { Brand } from '../card/brands';
import { h, icon } from './dom';
import { errorMark } from './field';
import { brandIcons, brandNames } from './icons';

type Known = Exclude<Brand, 'unknown'>;
const offered: Known[] = ['visa', 'mastercard', 'amex', 'discover'];

/** The marks at the end of the number field: a few brands, then the card's own, or an error. */
export class BrandRow {
  readonly element: HTMLDivElement;
  private shown = '';

  constructor(private readonly supported: string) {
    this.element = h('div', { class: 'p-CardBrandIcons' });
    this.show('unknown', false);
  }

  show(brand: Brand, invalid: boolean): void {
    const key = invalid ? 'error' : brand;
    if (this.shown === key) return;
    this.shown = key;
    if (invalid) {
      this.element.removeAttribute('role');
      this.element.removeAttribute('aria-label');
      this.element.replaceChildren(errorMark());
    } else if (brand === 'unknown') {
      this.element.setAttribute('role', 'img');
      const names = offered.map((name) => brandNames[name]).join(', ');
      this.element.setAttribute('aria-label', `${this.supported} ${names}`);
      this.element.replaceChildren(...offered.map((name) => mark(name)));
    } else {
      this.element.setAttribute('role', 'img');
      this.element.setAttribute('aria-label', brandNames[brand]);
      this.element.replaceChildren(mark(brand));
    }
  }
}

function mark(brand: Known): SVGElement {
  const svg = icon(brandIcons[brand], 'p-CardBrandIcons-item');
  svg.setAttribute('data-brand', brand);
  return svg;
}
