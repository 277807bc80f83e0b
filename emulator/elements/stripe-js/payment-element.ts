import type { ApiError, ApiResult } from '../api-client/api-error';
import { connectionError, failed } from '../api-client/api-error';
import type { ChangePayload, GroupOptions, PaymentFrameContract } from '../channel/contracts';
import { FrameClosed, PageEnd } from '../channel/page-end';
import { pageTexts } from '../locales/page-texts';
import type { PaymentElementOptions } from '../payment-frame/options';
import { resolveLocale } from './core';
import { withoutCollected } from './collected';
import { Container } from './container';
import { findTarget } from './target';
import type { ElementsGroup } from './elements-group';
import { Emitter } from './emitter';
import { createFrame, newChannel, nextFrameName } from './frames';
import { frameOptions } from './group-options';
import { IntegrationError } from './integration-error';
import { served } from './origins';
import { runPageService } from './page-services';
import { checkPaymentOptions } from './payment-options';

const elementType = 'payment';

/** After the frame's document has loaded, its script has this long to say hello. Milliseconds. */
const HELLO_WITHIN = 5_000;

/** The page's side of a Payment Element (docs.stripe.com/js/element). Holds no card data. */
export class PaymentElement {
  /** @internal */ options: PaymentElementOptions;
  private readonly emitter = new Emitter();
  private container: Container | null = null;
  private line: PageEnd<PaymentFrameContract> | null = null;
  private destroyed = false;
  /** `fields` as the frame was last told them, less what others of the group ask for. */
  private asked = '';

  constructor(
    /** @internal */ readonly elementsGroup: ElementsGroup,
    options: unknown,
    private readonly forget: () => void,
  ) {
    this.options = checkPaymentOptions(options, "elements.create('payment')");
  }

  get isMounted(): boolean {
    return this.container !== null;
  }

  mount(target: unknown): void {
    this.assertAlive();
    const node = findTarget(target);
    if (this.container?.node === node) return;
    this.unmount();
    this.open(node);
  }

  /** Takes the frame off the page; the Element can be mounted again, with empty fields. */
  unmount(): void {
    this.assertAlive();
    this.line?.close();
    this.line = null;
    this.container?.release();
    this.container = null;
  }

  destroy(): void {
    this.unmount();
    this.destroyed = true;
    this.forget();
  }

  update(changes: unknown): this {
    this.assertAlive();
    const checked = checkPaymentOptions(changes, 'paymentElement.update()');
    this.options = { ...this.options, ...checked };
    const { fields, ...others } = checked;
    this.ask('updateElement', others);
    if (fields) this.collectionChanged();
    return this;
  }

  /** @internal Others of the group ask for what was asked for here, or no longer do. */
  collectionChanged(): void {
    if (!this.container?.shown) return;
    const { fields = {} } = withoutCollected(this.options, this.elementsGroup.collectors);
    if (JSON.stringify(fields) === this.asked) return;
    this.asked = JSON.stringify(fields);
    this.ask('updateElement', { fields });
  }

  focus(): void {
    this.assertAlive();
    this.container?.focusFrame();
    this.ask('focus', null);
  }

  blur(): void {
    this.assertAlive();
    this.ask('blur', null);
  }

  clear(): void {
    this.assertAlive();
    this.ask('clear', null);
  }

  collapse(): this {
    this.assertAlive();
    this.ask('collapse', null);
    return this;
  }

  on(event: string, listener: (payload?: unknown) => void): this {
    this.assertAlive();
    this.emitter.on(event, listener);
    return this;
  }

  once(event: string, listener: (payload?: unknown) => void): this {
    this.assertAlive();
    this.emitter.once(event, listener);
    return this;
  }

  /** Also allowed after `destroy()`: the React wrapper calls it then. */
  off(event: string, listener?: (payload?: unknown) => void): this {
    this.emitter.off(event, listener);
    return this;
  }

  /** @internal Asks the frame; an unmounted Element is wrong use. */
  async request<N extends keyof PaymentFrameContract['requests'] & string>(
    name: N,
    payload: PaymentFrameContract['requests'][N]['ask'],
  ): Promise<PaymentFrameContract['requests'][N]['answer']> {
    try {
      if (!this.line) throw new FrameClosed();
      return await this.line.request(name, payload);
    } catch (error) {
      const gone = error instanceof FrameClosed;
      throw new IntegrationError(
        gone
          ? 'We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.'
          : `The Payment Element could not answer: ${(error as Error).message}`,
      );
    }
  }

  /** @internal */
  async groupChanged(changes: GroupOptions & { locale?: string }): Promise<void> {
    const locale = changes.locale ? resolveLocale(changes.locale) : undefined;
    if (locale) this.container?.setTitle(pageTexts(locale).payment);
    if (!this.line) return;
    const result = await this.request('updateGroup', { ...changes, ...(locale ? { locale } : {}) });
    if (failed(result)) this.emitter.emit('loaderror', { elementType, error: result.error });
  }

  private open(node: HTMLElement): void {
    const { core, options } = this.elementsGroup;
    const locale = options.locale ? resolveLocale(options.locale) : core.locale;
    const channel = newChannel();
    const frame = createFrame(core, {
      file: served.frameNames.payment,
      name: nextFrameName(),
      component: elementType,
      channel,
      locale,
      mark: 'elements-inner-accessory-target',
    });
    frame.title = pageTexts(locale).payment;
    frame.setAttribute('role', 'presentation');
    frame.setAttribute('allow', 'payment *; publickey-credentials-get *');
    const line = new PageEnd<PaymentFrameContract>(frame, served.frames, channel);
    const container = new Container(node, frame, {
      loader: options.loader !== 'never',
      radius: options.appearance?.variables?.borderRadius ?? '5px',
      animate: options.appearance?.disableAnimations !== true,
      labelled: () => this.focus(),
    });
    this.line = line;
    this.container = container;
    this.listen(line, container);
    frame.addEventListener('load', () => {
      if (this.line !== line) return;
      this.emitter.emit('loaderstart', { elementType });
      window.setTimeout(() => {
        if (this.line === line && !line.greeted) this.loadFailed(container, connectionError());
      }, HELLO_WITHIN);
    });
    void this.load(line, container);
  }

  private async load(line: PageEnd<PaymentFrameContract>, container: Container): Promise<void> {
    let result: ApiResult<object>;
    const options = withoutCollected(this.options, this.elementsGroup.collectors);
    this.asked = JSON.stringify(options.fields ?? {});
    try {
      result = await line.request('init', {
        group: frameOptions(this.elementsGroup.options),
        options,
      });
    } catch {
      // Unmounted while loading.
      return;
    }
    if (this.line !== line) return;
    if (failed(result)) {
      this.loadFailed(container, result.error);
      return;
    }
    container.show();
    // Others may have been mounted while this was loading.
    this.collectionChanged();
    this.emitter.emit('ready', { elementType });
    if (this.line === line) this.emitChange(container.firstChange);
    container.firstChange = null;
  }

  private listen(line: PageEnd<PaymentFrameContract>, container: Container): void {
    line.on('resize', ({ height }) => container.setHeight(height));
    line.on('invalid', (invalid) => container.mark('invalid', invalid));
    line.on('change', (change) => {
      container.mark('empty', change.empty);
      container.mark('complete', change.complete);
      // `ready` comes first, whichever message is quicker.
      if (container.shown) this.emitChange(change);
      else container.firstChange = change;
    });
    line.on('focus', () => {
      container.mark('focus', true);
      this.emitter.emit('focus', { elementType });
    });
    line.on('blur', () => {
      container.mark('focus', false);
      this.emitter.emit('blur', { elementType });
    });
    line.on('escape', () => this.emitter.emit('escape', { elementType }));
    line.on('cardDetails', ({ brands }) =>
      this.emitter.emit('carddetailschange', {
        elementType,
        loading: false,
        details: { brands, funding: null },
      }),
    );
    line.on('service', ({ id, service, payload }) => {
      runPageService(this, service, payload).then(
        (answer) => this.ask('served', { id, answer }),
        (error: Error) => this.ask('served', { id, problem: error.message }),
      );
    });
    line.on('saved', ({ event, ...outcome }) =>
      this.emitter.emit(event, { elementType, ...outcome }),
    );
    line.on('methods', ({ types }) =>
      this.emitter.emit('availablepaymentmethodschange', {
        elementType,
        paymentMethods: Object.fromEntries(types.map((type) => [type, { available: true }])),
      }),
    );
  }

  private emitChange(change: ChangePayload | null): void {
    if (change) this.emitter.emit('change', { elementType, ...change });
  }

  private loadFailed(container: Container, error: ApiError): void {
    container.hideLoader();
    this.emitter.emit('loaderror', { elementType, error });
  }

  /** Sends without waiting; what comes of it shows in the frame. */
  private ask<N extends keyof PaymentFrameContract['requests'] & string>(
    name: N,
    payload: PaymentFrameContract['requests'][N]['ask'],
  ): void {
    this.line?.request(name, payload).catch((error: unknown) => {
      if (!(error instanceof FrameClosed)) console.warn('[Stripe.js]', error);
    });
  }

  private assertAlive(): void {
    if (this.destroyed) {
      throw new IntegrationError(
        'This Element has already been destroyed. Please create a new one.',
      );
    }
  }
}
