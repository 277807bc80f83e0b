import { Emitter } from './emitter';
import { IntegrationError } from './integration-error';

type Listener = (payload?: unknown) => void;

/** What every Element has, frame or none: listeners, and an end after which nothing may be asked. */
export abstract class ListenedElement {
  protected readonly emitter = new Emitter();
  private destroyed = false;

  on(event: string, listener: Listener): this {
    this.assertAlive();
    this.emitter.on(event, listener);
    return this;
  }

  once(event: string, listener: Listener): this {
    this.assertAlive();
    this.emitter.once(event, listener);
    return this;
  }

  /** Also allowed after `destroy()`: the React wrapper calls it then. */
  off(event: string, listener?: Listener): this {
    this.emitter.off(event, listener);
    return this;
  }

  /** As Stripe's first guides to Elements have it: `card.addEventListener('change', …)`. */
  addEventListener(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  removeEventListener(event: string, listener?: Listener): this {
    return this.off(event, listener);
  }

  addListener(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  removeListener(event: string, listener?: Listener): this {
    return this.off(event, listener);
  }

  protected end(): void {
    this.destroyed = true;
  }

  protected assertAlive(): void {
    if (this.destroyed) {
      throw new IntegrationError(
        'This Element has already been destroyed. Please create a new one.',
      );
    }
  }
}
