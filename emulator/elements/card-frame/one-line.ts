import { brandOf, type Brand } from '../card/brands';
import { readExpiry } from '../card/expiry';
import { numberDigits, numberIsFull } from '../card/number';
import { networksOf } from '../card/networks';
import { isZip } from '../card/postal-code';
import type { CardChange, FieldProblem } from '../channel/element-contracts';
import { h } from '../payment-frame/dom';
import { NetworkChoice } from '../payment-frame/network-choice';
import { BrandIcon } from './brand-icon';
import { cardCountry } from './card-country';
import type { CardInput } from './input';
import { cvcInput, expiryInput, numberInput, postalInput, type Words } from './inputs';
import type { CardOptions } from './options';
import { hasPostalCode } from './postal';
import { SlidingRow } from './sliding-row';
import type { CardValues, CardView } from './view';

/** The Card Element: number, expiry, security code and postal code in one line. */
export class OneLineCard implements CardView {
  readonly element: HTMLElement;
  private readonly icon = new BrandIcon();
  private readonly network: NetworkChoice;
  private readonly number: CardInput;
  private readonly expiry: CardInput;
  private readonly cvc: CardInput;
  private postal: CardInput | null = null;
  private readonly postalSlot = h('span', { class: 'CardField-postalCode CardField-child' });
  private readonly row: SlidingRow;
  private country = 'US';

  constructor(
    private readonly words: Words,
    private options: CardOptions,
    private readonly changed: () => void,
  ) {
    const placeholder = (name: 'number' | 'expiry' | 'cvc') => (): string =>
      words.card.placeholders[name];
    this.network = new NetworkChoice(
      words.brands,
      () => this.options.preferredNetwork ?? [],
      () => this.changed(),
    );
    this.number = numberInput(words, placeholder('number'), (edit) => {
      this.edited();
      const done = this.number.complete && numberIsFull(this.number.value);
      if (done && !edit.deleting && edit.caretAtEnd) this.expiry.input.focus();
    });
    this.expiry = expiryInput(words, placeholder('expiry'), (edit) => {
      this.edited();
      if (this.expiry.complete && !edit.deleting && edit.caretAtEnd) this.cvc.input.focus();
    });
    this.cvc = cvcInput(
      words,
      placeholder('cvc'),
      () => brandOf(this.digits),
      (edit) => {
        this.edited();
        const done = this.brand !== 'unknown' && this.cvc.complete;
        if (done && !edit.deleting && edit.caretAtEnd) this.postal?.input.focus();
      },
    );
    this.row = new SlidingRow(this.number, [
      h('span', { class: 'CardField-expiry CardField-child' }, h('span', {}, this.expiry.element)),
      h('span', { class: 'CardField-cvc CardField-child' }, h('span', {}, this.cvc.element)),
      this.postalSlot,
    ]);
    this.element = h(
      'div',
      { class: 'CardField' },
      this.icon.element,
      this.network.element,
      this.row.element,
    );
    this.element.addEventListener('focusin', () => this.paint());
    this.element.addEventListener('focusout', () => this.paint());
    this.update({});
  }

  change(): CardChange {
    const inputs = this.inputs();
    const wrong = inputs.find(({ problem }) => problem !== null);
    return {
      empty: inputs.every(({ value }) => value === ''),
      complete: inputs.every(({ complete }) => complete),
      error: wrong?.problem ?? undefined,
      brand: this.brand,
      value: { postalCode: this.postal?.value ?? this.options.value?.postalCode ?? '' },
    };
  }

  values(): CardValues {
    const expiry = readExpiry(this.expiry.value);
    const { chosen } = this.network;
    return {
      number: this.digits,
      ...(chosen ? { networks: { preferred: chosen } } : {}),
      cvc: this.cvc.value,
      ...(expiry ? { exp_month: expiry.month, exp_year: expiry.year } : {}),
    };
  }

  submit(): FieldProblem | null {
    const problems = this.inputs().map((input) => input.validate());
    this.paint();
    this.changed();
    return problems.find((problem) => problem !== null) ?? null;
  }

  postalCode(): string | null {
    return this.postal?.value ?? null;
  }

  takeBrand(): void {
    // The number is here.
  }

  update(changes: CardOptions): void {
    this.options = { ...this.options, ...changes };
    this.placePostal();
    const given = changes.value?.postalCode;
    if (given !== undefined) this.postal?.setValue(given);
    const disabled = this.options.disabled === true;
    for (const { input } of this.inputs()) input.disabled = disabled;
    this.network.select.disabled = disabled;
    this.paint();
  }

  reword(): void {
    for (const input of this.inputs()) input.reword();
    this.network.reword(this.words.brands);
    this.paint();
  }

  focus(): void {
    (this.inputs().find(({ complete }) => !complete) ?? this.number).input.focus();
  }

  clear(): void {
    for (const input of this.inputs()) input.setValue('');
    this.edited();
  }

  private get digits(): string {
    return numberDigits(this.number.value);
  }

  private get brand(): Brand {
    return brandOf(this.digits).brand;
  }

  private inputs(): CardInput[] {
    return [this.number, this.expiry, this.cvc, ...(this.postal ? [this.postal] : [])];
  }

  private edited(): void {
    this.network.offer(networksOf(this.digits));
    // A shorter code than the one typed, once the brand is known.
    const { brand, cvcLength } = brandOf(this.digits);
    if (brand !== 'unknown' && this.cvc.value.length > cvcLength) this.cvc.setValue(this.cvc.value);
    this.placePostal();
    this.paint();
    this.changed();
  }

  /** The postal code appears once the number tells that its country has them. */
  private placePostal(): void {
    const { digits } = this;
    const country = cardCountry(digits);
    const wanted =
      this.options.hidePostalCode !== true &&
      hasPostalCode(country) &&
      (this.number.complete || (this.postal !== null && digits !== ''));
    if (!wanted) {
      this.postal = null;
      this.postalSlot.replaceChildren();
    } else if (!this.postal || isZip(country) !== isZip(this.country)) {
      const typed = this.postal?.value ?? this.options.value?.postalCode ?? '';
      this.country = country;
      this.postal = postalInput(
        this.words,
        () => this.country,
        () => this.edited(),
      );
      this.postal.setValue(typed);
      this.postal.input.disabled = this.options.disabled === true;
      this.postalSlot.replaceChildren(h('span', {}, this.postal.element));
    } else this.country = country;
  }

  private paint(): void {
    const { activeElement } = document;
    const inNumber = [this.number.input, this.network.select].some(
      (field) => field === activeElement,
    );
    this.row.place(inNumber, activeElement !== document.body);
    // The choice takes the icon's place, whether or not the page wants an icon.
    this.icon.element.hidden = this.options.hideIcon === true || this.network.offered;
    this.icon.show({
      brand: this.brand,
      cvc: activeElement === this.cvc.input,
      invalid: this.inputs().some(({ problem }) => problem !== null),
      solid: this.options.iconStyle === 'solid',
    });
  }
}
