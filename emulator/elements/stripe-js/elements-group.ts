import { failed, type ApiError, type ApiResult } from '../api-client/api-error';
import { intentPath, readClientSecret } from '../api-client/intents';
import type { FontSource } from '../appearance/fonts';
import { AddressElement } from './address-element';
import { CardElement, isCardType } from './card-element';
import { checkCollectors, type Collectors } from './collected';
import { resolveLocale, type StripeCore } from './core';
import { Emitter } from './emitter';
import { readFontSheets } from './font-sheets';
import { newChannel } from './frames';
import {
  checkGroupOptions,
  checkGroupUpdate,
  frameOptions,
  type ElementsOptions,
} from './group-options';
import { InertElement, isInertType } from './inert-element';
import { IntegrationError, unsupported } from './integration-error';
import { isLinkType, LinkElement } from './link-element';
import { PaymentElement } from './payment-element';

/** Element types that Stripe.js knows and this drop-in does not have. */
const otherTypes = new Set(
  `currencySelector issuingCardNumberDisplay issuingCardCvcDisplay
   issuingCardExpiryDisplay issuingCardPinDisplay issuingCardCopyButton issuingAddToWalletButton
   linkSignup paymentForm checkoutForm shippingAddress taxId terms`.split(/\s+/),
);

const ownTypes = [
  'payment',
  'card',
  'cardNumber',
  'cardExpiry',
  'cardCvc',
  'address',
  'linkAuthentication',
  'contactDetails',
  'expressCheckout',
  'paymentMethodMessaging',
  'auBankAccount',
  'iban',
];

export type AnyElement = PaymentElement | CardElement | AddressElement | LinkElement | InertElement;

/** What `stripe.elements()` returns (docs.stripe.com/js/elements_object). */
export class ElementsGroup {
  /** @internal */ readonly core: StripeCore;
  /** @internal */ options: ElementsOptions;
  /** @internal Whether `submit()` was called: the deferred flow asks for it before confirming. */
  submitted = false;
  /** @internal What the frames of this group's split fields know each other by. */
  readonly family = newChannel();
  private readonly emitter = new Emitter();
  /** By type; an Address Element by its mode, too, since a group may have one of each. */
  private readonly elements = new Map<string, AnyElement>();

  /** @internal Settles once the fonts of stylesheets are among the options; null where none is. */
  readonly fontsRead: Promise<void> | null;

  constructor(core: StripeCore, options: unknown) {
    this.core = core;
    this.options = checkGroupOptions(options);
    const { fonts } = this.options;
    const sheets = fonts?.some(({ cssSrc }) => cssSrc !== undefined) ?? false;
    this.fontsRead = sheets ? this.readFonts(fonts ?? []) : null;
  }

  /** @internal The language of its Elements and of what they open. Never `auto`. */
  get locale(): string {
    return this.options.locale ? resolveLocale(this.options.locale) : this.core.locale;
  }

  /** @internal The fonts the frames are to have, those of stylesheets once they are read. */
  get fonts(): FontSource[] {
    return this.options.fonts ?? [];
  }

  private async readFonts(fonts: readonly FontSource[]): Promise<void> {
    const read = await readFontSheets(fonts);
    this.options = { ...this.options, fonts: read };
  }

  create(type: unknown, options?: unknown): AnyElement {
    if (type === 'paymentRequestButton' && !isInertType(type)) {
      throw new IntegrationError(
        'elements.create(): the paymentRequestButton Element was removed in the endive release. Use the Express Checkout Element instead.',
      );
    }
    if (typeof type === 'string' && otherTypes.has(type)) {
      throw unsupported(`elements.create('${type}')`);
    }
    const key = keyOf(type, options);
    if (this.elements.has(key)) {
      throw new IntegrationError(`Can only create one Element of type ${String(type)}.`);
    }
    const element = this.make(type, options, () => this.elements.delete(key));
    this.elements.set(key, element);
    return element;
  }

  /** By type, or by React component, which carries its type in `__elementType`. */
  getElement(which: unknown, options?: unknown): AnyElement | null {
    const type =
      typeof which === 'function' ? (which as { __elementType?: unknown }).__elementType : which;
    const found = this.elements.get(keyOf(type, options));
    if (found || type !== 'address') return found ?? null;
    return this.addressElement('shipping') ?? this.addressElement('billing');
  }

  /** Resolves once the mounted Elements show the change; `update-end` says the same. */
  async update(given: unknown): Promise<void> {
    const changes = checkGroupUpdate(given, this.options);
    this.options = { ...this.options, ...changes };
    const told = {
      ...frameOptions(changes),
      ...(changes.locale ? { locale: changes.locale } : {}),
    };
    await Promise.all([...this.elements.values()].map((element) => element.groupChanged(told)));
    this.emitter.emit('update-end', {});
  }

  /** Checks every field and shows what is wrong. Asked for before a deferred intent is confirmed. */
  async submit(): Promise<ApiResult<{ selectedPaymentMethod: string }>> {
    if (!this.payment?.isMounted) {
      throw new IntegrationError(
        'Invalid call to elements.submit(): elements should have a mounted Payment Element or Express Checkout Element.',
      );
    }
    this.submitted = true;
    const result = await this.payment.request('submit', null);
    const problem = await checkCollectors(this.collectors);
    return problem ? { error: problem } : result;
  }

  /** Reads the intent again, after the server changed it. */
  async fetchUpdates(): Promise<{ error?: { message?: string; status?: string } }> {
    const secret = readClientSecret(this.options.clientSecret);
    if (!secret) {
      throw new IntegrationError(
        'elements.fetchUpdates() can only be called on a group created with a clientSecret.',
      );
    }
    const result: ApiResult<object> = this.payment?.isMounted
      ? await this.payment.request('refresh', null)
      : await this.core.controller.call('GET', intentPath(secret.kind, secret.id), {
          client_secret: this.options.clientSecret,
        });
    return failed(result) ? { error: fetchProblem(result.error) } : {};
  }

  on(event: string, listener: (payload?: unknown) => void): this {
    this.emitter.on(event, listener);
    return this;
  }

  once(event: string, listener: (payload?: unknown) => void): this {
    this.emitter.once(event, listener);
    return this;
  }

  off(event: string, listener?: (payload?: unknown) => void): this {
    this.emitter.off(event, listener);
    return this;
  }

  /** @internal The mounted fields of the card family. */
  mountedCards(): CardElement[] {
    return [...this.elements.values()].filter(
      (element): element is CardElement => element instanceof CardElement && element.isMounted,
    );
  }

  /** @internal What else is mounted and asks for billing details, delivery or an email. */
  get collectors(): Collectors {
    const billing = this.addressElement('billing');
    const shipping = this.addressElement('shipping');
    const links = [...this.elements.values()].filter((element) => element instanceof LinkElement);
    return {
      billing: billing?.isMounted ? billing : null,
      shipping: shipping?.isMounted ? shipping : null,
      link: links.find(({ isMounted }) => isMounted) ?? null,
    };
  }

  /** @internal An Element that asks for billing details came or went. */
  collectionChanged(): void {
    this.payment?.collectionChanged();
  }

  private get payment(): PaymentElement | null {
    const found = this.elements.get('payment');
    return found instanceof PaymentElement ? found : null;
  }

  private addressElement(mode: 'shipping' | 'billing'): AddressElement | null {
    const found = this.elements.get(`address ${mode}`);
    return found instanceof AddressElement ? found : null;
  }

  private make(type: unknown, options: unknown, forget: () => void): AnyElement {
    if (isCardType(type)) return new CardElement(this, type, options, forget);
    if (type === 'address') return new AddressElement(this, options, forget);
    if (isLinkType(type)) return new LinkElement(this, type, options, forget);
    if (isInertType(type)) return new InertElement(String(type), forget);
    if (type !== 'payment') {
      throw new IntegrationError(
        `A valid Element name must be provided. Valid Elements are: ${[...ownTypes, ...otherTypes].join(', ')}; you passed: ${String(type)}.`,
      );
    }
    if (this.options.clientSecret === undefined && this.options.mode === undefined) {
      throw new IntegrationError(
        'In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group.',
      );
    }
    return new PaymentElement(this, options, forget);
  }

  /** @internal The mounted Payment Element, or the error that names what is missing. */
  mountedPayment(method: string): PaymentElement {
    if (this.payment?.isMounted) return this.payment;
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): elements should have a mounted Payment Element or Express Checkout Element.`,
    );
  }
}

function keyOf(type: unknown, options: unknown): string {
  const { mode } = (options ?? {}) as { mode?: unknown };
  return type === 'address' ? `address ${String(mode)}` : String(type);
}

function fetchProblem(error: ApiError): { message?: string; status?: string } {
  return { status: error.type, ...(error.message ? { message: error.message } : {}) };
}
