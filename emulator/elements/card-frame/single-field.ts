import { brandOf, type Brand, type BrandRules } from '../card/brands';
import { readExpiry } from '../card/expiry';
import { networksOf } from '../card/networks';
import { numberDigits } from '../card/number';
import type { CardChange, FieldProblem } from '../channel/element-contracts';
import { h } from '../payment-frame/dom';
import { NetworkChoice } from '../payment-frame/network-choice';
import { BrandIcon } from './brand-icon';
import type { CardInput } from './input';
import { cvcInput, expiryInput, numberInput, type Words } from './inputs';
import type { CardOptions, CardType } from './options';
import type { CardValues, CardView } from './view';

const firstDigits: Readonly<Record<'amex' | 'visa', string>> = { amex: '34', visa: '4' };

/** `cardNumber`, `cardExpiry` or `cardCvc`: one field in a frame of its own. */
export class SingleField implements CardView {
  readonly element: HTMLElement;
  private readonly icon = new BrandIcon();
  private readonly network: NetworkChoice;
  private readonly field: CardInput;
  private rules: BrandRules = brandOf('');

  constructor(
    private readonly type: Exclude<CardType, 'card'>,
    private readonly words: Words,
    private options: CardOptions,
    private readonly changed: () => void,
  ) {
    this.field = this.makeField();
    this.network = new NetworkChoice(
      words.brands,
      () => this.options.preferredNetwork ?? [],
      () => this.changed(),
    );
    const name = { cardNumber: 'CardNumber', cardExpiry: 'CardExpiry', cardCvc: 'CardCvc' }[type];
    this.element = h(
      'div',
      { class: `${name}Field` },
      ...(type === 'cardNumber' ? [this.icon.element, this.network.element] : []),
      h('div', { class: `${name}Field-input-wrapper` }, this.field.element),
    );
    this.update({});
  }

  change(): CardChange {
    return {
      empty: this.field.value === '',
      complete: this.field.complete,
      error: this.field.problem ?? undefined,
      ...(this.type === 'cardNumber' ? { brand: this.rules.brand } : {}),
    };
  }

  values(): CardValues {
    switch (this.type) {
      case 'cardNumber': {
        const { chosen } = this.network;
        return {
          number: numberDigits(this.field.value),
          ...(chosen ? { networks: { preferred: chosen } } : {}),
        };
      }
      case 'cardCvc':
        return { cvc: this.field.value };
      case 'cardExpiry': {
        const expiry = readExpiry(this.field.value);
        return expiry ? { exp_month: expiry.month, exp_year: expiry.year } : {};
      }
    }
  }

  submit(): FieldProblem | null {
    const problem = this.field.validate();
    this.edited();
    return problem;
  }

  postalCode(): null {
    return null;
  }

  takeBrand(brand: Brand): void {
    if (this.type !== 'cardCvc' || brand === this.rules.brand) return;
    // Only the code's length is of interest, of which there are two.
    this.rules =
      brand === 'unknown' ? brandOf('') : brandOf(firstDigits[brand === 'amex' ? 'amex' : 'visa']);
    if (this.field.value.length > this.rules.cvcLength) this.field.setValue(this.field.value);
    this.edited();
  }

  update(changes: CardOptions): void {
    this.options = { ...this.options, ...changes };
    if (changes.placeholder !== undefined) this.field.reword();
    this.field.input.disabled = this.options.disabled === true;
    this.network.select.disabled = this.options.disabled === true;
    this.paint();
  }

  reword(): void {
    this.field.reword();
    this.network.reword(this.words.brands);
    this.paint();
  }

  focus(): void {
    this.field.input.focus();
  }

  clear(): void {
    this.field.setValue('');
    this.edited();
  }

  private makeField(): CardInput {
    const { words } = this;
    const changed = (): void => this.edited();
    const placeholder = (): string => this.options.placeholder ?? this.placeholder;
    switch (this.type) {
      case 'cardNumber':
        return numberInput(words, placeholder, changed);
      case 'cardExpiry':
        return expiryInput(words, placeholder, changed);
      case 'cardCvc':
        return cvcInput(words, placeholder, () => this.rules, changed);
    }
  }

  /** Where the page has none of its own. */
  private get placeholder(): string {
    const { expiry, cvc } = this.words.card.placeholders;
    return { cardNumber: '1234 1234 1234 1234', cardExpiry: expiry, cardCvc: cvc }[this.type];
  }

  private edited(): void {
    if (this.type === 'cardNumber') {
      const digits = numberDigits(this.field.value);
      this.rules = brandOf(digits);
      this.network.offer(networksOf(digits));
    }
    this.paint();
    this.changed();
  }

  private paint(): void {
    // The choice takes the icon's place, whether or not the page wants an icon.
    this.icon.element.hidden = this.options.showIcon !== true || this.network.offered;
    this.icon.show({
      brand: this.rules.brand,
      cvc: false,
      invalid: this.field.problem !== null,
      solid: this.options.iconStyle === 'solid',
    });
  }
}
