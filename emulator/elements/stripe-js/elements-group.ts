import { failed, type ApiError, type ApiResult } from '../api-client/api-error';
import { intentPath, readClientSecret } from '../api-client/intents';
import type { StripeCore } from './core';
import { Emitter } from './emitter';
import {
  checkGroupOptions,
  checkGroupUpdate,
  frameOptions,
  type ElementsOptions,
} from './group-options';
import { IntegrationError, unsupported } from './integration-error';
import { PaymentElement } from './payment-element';

/** Element types that Stripe.js knows and this drop-in does not have. */
const otherTypes = new Set(
  `address afterpayClearpayMessage auBankAccount card cardNumber cardExpiry cardCvc currencySelector
   expressCheckout iban issuingCardNumberDisplay issuingCardCvcDisplay issuingCardExpiryDisplay
   issuingCardPinDisplay issuingCardCopyButton issuingAddToWalletButton linkAuthentication linkSignup
   paymentForm paymentMethodMessaging taxId contactDetails terms`.split(/\s+/),
);

/** What `stripe.elements()` returns (docs.stripe.com/js/elements_object). */
export class ElementsGroup {
  /** @internal */ readonly core: StripeCore;
  /** @internal */ options: ElementsOptions;
  /** @internal Whether `submit()` was called: the deferred flow asks for it before confirming. */
  submitted = false;
  private readonly emitter = new Emitter();
  private payment: PaymentElement | null = null;

  constructor(core: StripeCore, options: unknown) {
    this.core = core;
    this.options = checkGroupOptions(options);
  }

  create(type: unknown, options?: unknown): PaymentElement {
    if (type === 'paymentRequestButton') {
      throw new IntegrationError(
        'elements.create(): the paymentRequestButton Element was removed in the endive release. Use the Express Checkout Element instead.',
      );
    }
    if (typeof type === 'string' && otherTypes.has(type)) {
      throw unsupported(`elements.create('${type}')`);
    }
    if (type !== 'payment') {
      throw new IntegrationError(
        `A valid Element name must be provided. Valid Elements are: payment, ${[...otherTypes].join(', ')}; you passed: ${String(type)}.`,
      );
    }
    if (this.options.clientSecret === undefined && this.options.mode === undefined) {
      throw new IntegrationError(
        'In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group.',
      );
    }
    if (this.payment) {
      throw new IntegrationError('Can only create one Element of type payment.');
    }
    this.payment = new PaymentElement(this, options, () => {
      this.payment = null;
    });
    return this.payment;
  }

  /** By type, or by React component, which carries its type in `__elementType`. */
  getElement(which: unknown): PaymentElement | null {
    const type =
      typeof which === 'function' ? (which as { __elementType?: unknown }).__elementType : which;
    return type === 'payment' ? this.payment : null;
  }

  /** Resolves once the mounted Elements show the change; `update-end` says the same. */
  async update(given: unknown): Promise<void> {
    const changes = checkGroupUpdate(given, this.options);
    this.options = { ...this.options, ...changes };
    await this.payment?.groupChanged({
      ...frameOptions(changes),
      ...(changes.locale ? { locale: changes.locale } : {}),
    });
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
    return this.payment.request('submit', null);
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

  /** @internal The mounted Payment Element, or the error that names what is missing. */
  mountedPayment(method: string): PaymentElement {
    if (this.payment?.isMounted) return this.payment;
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): elements should have a mounted Payment Element or Express Checkout Element.`,
    );
  }
}

function fetchProblem(error: ApiError): { message?: string; status?: string } {
  return { status: error.type, ...(error.message ? { message: error.message } : {}) };
}
