import { connectionError, failed, type ApiError, type ApiResult } from '../api-client/api-error';
import { FrameClosed, type PageEnd } from '../channel/page-end';
import type { Container } from './container';
import { resolveLocale } from './core';
import type { ElementClasses } from './element-classes';
import type { ElementsGroup } from './elements-group';
import {
  openElementFrame,
  relayEvents,
  type ElementContract,
  type ElementKind,
} from './element-frame';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import { ListenedElement } from './listened-element';
import { giveUpOnSilence } from './silence';
import { findTarget } from './target';

/** After its document has loaded, the frame's script says hello within this. Milliseconds. */
const HELLO_WITHIN = 5_000;

/**
 * A page can do without an Element for longer than a window can stand before it: slow machines start
 * slowly. unconfirmed: how long Stripe.js waits. Milliseconds.
 */
const COMES_WITHIN = 60_000;
/**
 * The page's side of an Element with a frame of its own (docs.stripe.com/js/element). Holds nothing
 * of what is typed but what its frame tells.
 */
export abstract class FramedElement<
  C extends ElementContract,
  Options extends object,
> extends ListenedElement {
  protected container: Container | null = null;
  private line: PageEnd<ElementContract> | null = null;
  private firstChange: object | null = null;

  constructor(
    /** @internal */ readonly elementsGroup: ElementsGroup,
    /** @internal */ protected readonly kind: ElementKind,
    /** @internal */ public options: Options,
    private readonly forget: () => void,
  ) {
    super();
  }

  get isMounted(): boolean {
    return this.container?.isConnected === true;
  }

  mount(target: unknown): void {
    this.assertAlive();
    const node = findTarget(target);
    const lives = this.isMounted && this.line?.isClosed === false;
    if (lives && this.container?.node === node) return;
    this.unmount();
    this.open(node);
  }

  /** Takes the frame off the page; the Element can be mounted again, with empty fields. */
  unmount(): void {
    this.assertAlive();
    const was = this.container !== null;
    this.line?.close();
    this.line = null;
    this.container?.release();
    this.container = null;
    this.firstChange = null;
    if (was) this.left();
  }

  destroy(): void {
    this.unmount();
    this.end();
    this.forget();
  }

  update(changes: unknown): this {
    this.assertAlive();
    const checked = this.check(changes, `${this.kind.type}Element.update()`);
    this.options = { ...this.options, ...checked };
    this.updated(checked);
    this.ask('updateElement', plain(checked));
    return this;
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

  /** @internal Asks the frame. Rejects with an IntegrationError when the Element is not mounted. */
  async request<N extends keyof C['requests'] & string>(
    name: N,
    payload: C['requests'][N]['ask'],
  ): Promise<C['requests'][N]['answer']> {
    try {
      if (!this.line || !this.isMounted) throw new FrameClosed();
      // Every frame answers the requests of all Elements, and those of its own contract.
      return await (this.line as unknown as PageEnd<C>).request(name, payload);
    } catch (error) {
      throw new IntegrationError(
        error instanceof FrameClosed
          ? 'We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.'
          : `The ${this.kind.type} Element could not answer: ${(error as Error).message}`,
      );
    }
  }

  /** @internal Resolves once the frame shows the change. */
  async groupChanged(changes: { appearance?: object; locale?: string }): Promise<void> {
    const locale = changes.locale ? resolveLocale(changes.locale) : undefined;
    if (locale) this.container?.setTitle(this.kind.title(locale));
    if (!this.line) return;
    const asked = plain({ ...changes, ...(locale ? { locale } : {}) });
    const told = this.line.request('updateGroup', asked).catch(warnUnlessClosed);
    // Nobody waits for a frame that is not on the page, or not yet.
    if (!this.isMounted) return;
    const result = await told;
    if (result && failed(result)) this.tell('loaderror', { error: result.error });
  }

  /** Checks options that a page gave; throws an IntegrationError that names what is wrong. */
  protected abstract check(given: unknown, where: string): Options;

  /** What the frame is told first. */
  protected abstract setup(): object;

  /** A change as the frame told it: the Element may keep it. Answers the event's payload. */
  protected abstract changed(change: C['events']['change']): object;

  /** Whether the frame's first state is told as a `change`, too. */
  protected get tellsFirst(): boolean {
    return true;
  }

  protected get classes(): ElementClasses {
    return {};
  }

  /** Options were changed: what the page's own side has of them. */
  protected updated(_changes: Options): void {}

  /** The Element is on the page; `line` is its frame's. */
  protected entered(_line: PageEnd<C>, _container: Container): void {}

  /** The Element has left the page. */
  protected left(): void {}

  private open(node: HTMLElement): void {
    const { core, options } = this.elementsGroup;
    const { frame, line, container } = openElementFrame<ElementContract>(core, options, {
      node,
      kind: this.kind,
      classes: this.classes,
      labelled: () => this.focus(),
    });
    this.line = line;
    this.container = container;
    relayEvents(line, container, {
      tell: (event) => this.tell(event),
      change: (change) => {
        const payload = this.changed(change);
        // `ready` comes first, whichever message is quicker.
        if (container.shown) this.tell('change', payload);
        else if (this.tellsFirst) this.firstChange = payload;
      },
    });
    this.entered(line as unknown as PageEnd<C>, container);
    frame.addEventListener('load', () => {
      if (this.line !== line) return;
      if (this.kind.loads && options.loader !== 'never') this.tell('loaderstart');
    });
    giveUpOnSilence(frame, line, {
      helloWithin: HELLO_WITHIN,
      comesWithin: COMES_WITHIN,
      giveUp: () => this.loadFailed(container, connectionError()),
    });
    void this.load(line, container);
  }

  private async load(line: PageEnd<ElementContract>, container: Container): Promise<void> {
    const { fontsRead } = this.elementsGroup;
    if (fontsRead) await fontsRead;
    if (this.line !== line) return;
    let result: ApiResult<object>;
    try {
      result = await line.request('init', plain(this.setup()));
    } catch (error) {
      // Unmounted while loading is no failure.
      if (!(error instanceof FrameClosed)) this.loadFailed(container, connectionError());
      return;
    }
    if (this.line !== line) return;
    if (failed(result)) {
      this.loadFailed(container, result.error);
      return;
    }
    container.show();
    this.tell('ready');
    const first = this.firstChange;
    this.firstChange = null;
    if (this.line === line && first) this.tell('change', first);
  }

  protected tell(event: string, payload: object = {}): void {
    this.emitter.emit(event, { elementType: this.kind.type, ...payload });
  }

  private loadFailed(container: Container, error: ApiError): void {
    container.hideLoader();
    this.tell('loaderror', { error });
  }

  /** Sends without waiting; what comes of it shows in the frame. */
  protected ask<N extends keyof C['requests'] & string>(
    name: N,
    payload: C['requests'][N]['ask'],
  ): void {
    this.line?.request(name, payload as object | null).catch(warnUnlessClosed);
  }
}

function warnUnlessClosed(error: unknown): null {
  if (!(error instanceof FrameClosed)) console.warn('[Stripe.js]', error);
  return null;
}
