import type { Brand } from '../card/brands';
import { h, icon } from '../payment-frame/dom';
import {
  brandIcons,
  brandNames,
  cardMethodIcon,
  cvcFrontIcon,
  cvcIcon,
  errorIcon,
} from '../payment-frame/icons';

/** What the icon in front of the number shows: the brand, where the code is, or that all is not well. */
export class BrandIcon {
  readonly element = h('div', { class: 'CardBrandIcon-container' });
  private shown = '';

  show(state: { brand: Brand; cvc: boolean; invalid: boolean; solid: boolean }): void {
    const { brand, cvc, invalid, solid } = state;
    const key = invalid ? 'error' : cvc ? `cvc ${brand === 'amex'}` : brand;
    this.element.classList.toggle('CardBrandIcon-container--solid', solid);
    if (this.shown === key) return;
    this.shown = key;
    this.element.dataset.brand = brand;
    this.element.replaceChildren(
      invalid
        ? icon(errorIcon, 'CardBrandIcon CardBrandIcon--error')
        : cvc
          ? icon(brand === 'amex' ? cvcFrontIcon : cvcIcon, 'CardBrandIcon')
          : brand === 'unknown'
            ? icon(cardMethodIcon, 'CardBrandIcon CardBrandIcon--plain')
            : icon(brandIcons[brand], 'CardBrandIcon', brandNames[brand]),
    );
  }
}
