import { h, icon } from '../payment-frame/dom';
import { chevronIcon } from '../payment-frame/icons';
import { dialCodes, dialedCountry } from './dial-codes';

/**
 * Which country a phone number is of, at the start of its field: a native select under a short mark
 * (`US +1`). It goes with the address's country until the buyer chooses another. Unconfirmed: Stripe's
 * own markup and words.
 */
export class PhoneCountry {
  readonly element: HTMLDivElement;
  readonly select: HTMLSelectElement;
  private readonly mark = h('span', { class: 'p-PhoneCountry-mark', 'aria-hidden': 'true' });
  private chosen = false;

  constructor(setup: { label: string; locale: string; changed(): void }) {
    const names = new Intl.DisplayNames([setup.locale], { type: 'region' });
    const entries = [...dialCodes]
      .map(([country, code]) => ({ country, code, name: names.of(country) ?? country }))
      .sort((one, other) => one.name.localeCompare(other.name, setup.locale));
    this.select = h(
      'select',
      {
        name: 'phoneCountry',
        class: 'p-PhoneCountry-select',
        'aria-label': setup.label,
        autocomplete: 'off',
      },
      ...entries.map(({ country, code, name }) =>
        h('option', { value: country }, `${name} (+${code})`),
      ),
    );
    this.select.addEventListener('change', () => {
      this.chosen = true;
      this.paint();
      setup.changed();
    });
    this.element = h(
      'div',
      { class: 'p-PhoneCountry', dir: 'ltr' },
      this.mark,
      icon(chevronIcon, 'p-PhoneCountry-arrow'),
      this.select,
    );
  }

  get country(): string {
    return this.select.value;
  }

  /** The country the buyer chose; empty while it is the address's. */
  get choice(): string {
    return this.chosen ? this.select.value : '';
  }

  /** Goes with the address's country, unless the buyer chose one. */
  follow(country: string): void {
    if (!this.chosen) this.show(country);
  }

  /** Shows the country of a number that is typed with its code. */
  read(number: string): void {
    const country = dialedCountry(number);
    if (country && dialCodes.get(country) !== dialCodes.get(this.country)) this.choose(country);
  }

  /** Makes the buyer's choice again, in a form drawn anew. */
  choose(country: string): void {
    this.chosen = true;
    this.show(country);
  }

  private show(country: string): void {
    this.select.value = dialCodes.has(country) ? country : 'US';
    this.paint();
  }

  private paint(): void {
    this.mark.textContent = `${this.country} +${dialCodes.get(this.country) ?? ''}`;
  }
}

/** Its look: the number begins after it, and a floating label always floats over the two. */
export const phoneCountryStyles = `
.p-PhoneCountry {
  position: absolute; left: calc(var(--spacingUnit) * 3 - 5px); bottom: 8px; height: 28px; min-width: 84px;
  padding: 0 5px; display: flex; gap: 4px; align-items: center; border-radius: 4px; color: var(--colorTextSecondary);
}
.p-PhoneCountry-mark { white-space: nowrap; font-size: var(--fontSizeSm); }
.p-PhoneCountry-arrow { flex: none; width: 10px; height: 10px; color: var(--iconChevronDownColor); }
.p-PhoneCountry-select { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; border: 0; opacity: 0; cursor: pointer; font-size: 16px; }
.p-PhoneCountry:has(:focus-visible) { outline: 2px solid var(--colorPrimary); }
.is-dark .p-PhoneCountry-select { color-scheme: dark; }
.has-phone-country .p-Input-input { padding-left: calc(var(--spacingUnit) * 3 + 86px); }
html[dir='rtl'] .has-phone-country .p-Input-input { text-align: left; }
:where(.has-floating-labels) .p-PhoneCountry { bottom: 4px; }
.has-floating-labels .has-phone-country .Label--resting { top: 8px; color: var(--labelFloatingColorText); font-size: var(--fontSizeXs); }
`;
