import { ClassMarks } from './element-classes';
import { ListenedElement } from './listened-element';
import { since } from './release';
import { findTarget } from './target';

/** Elements that show nothing where their methods are not available, which here they never are. */
const types = ['expressCheckout', 'paymentMethodMessaging', 'afterpayClearpayMessage'] as const;

/**
 * Fields of banks abroad, whose payment methods the emulator does not have: they stay empty, so that
 * a page which also offers cards goes on.
 */
const bankFields = ['auBankAccount', 'epsBank', 'fpxBank', 'iban', 'idealBank', 'p24Bank'] as const;

/**
 * Whether nothing is shown of such an Element: Stripe neither, on a page without wallets and lenders,
 * or only here.
 */
export function isInertType(type: unknown): boolean {
  if (type === 'paymentRequestButton') return !since('endive');
  return [...types, ...bankFields].some((known) => known === type);
}

/**
 * An Element without anything to show: wallets' buttons in a browser that has no wallet, messages of
 * lenders that are not offered, fields of banks that are not emulated. It is `ready`, and tells that
 * nothing is available (docs.stripe.com/js/elements_object/express_checkout_element_ready_event).
 */
export class InertElement extends ListenedElement {
  private marks: ClassMarks | null = null;

  constructor(
    private readonly type: string,
    private readonly forget: () => void,
  ) {
    super();
  }

  mount(target: unknown): void {
    this.assertAlive();
    const node = findTarget(target);
    this.unmount();
    const marks = new ClassMarks(node, {});
    marks.mark('base', true);
    marks.mark('empty', true);
    this.marks = marks;
    // React's handlers come after `mount` has returned.
    window.setTimeout(() => {
      if (this.marks === marks) this.emitter.emit('ready', this.ready);
    });
  }

  unmount(): void {
    this.assertAlive();
    this.marks?.clear();
    this.marks = null;
  }

  destroy(): void {
    this.unmount();
    this.end();
    this.forget();
  }

  update(): this {
    this.assertAlive();
    return this;
  }

  focus(): void {
    this.assertAlive();
  }

  blur(): void {
    this.assertAlive();
  }

  clear(): void {
    this.assertAlive();
  }

  /** @internal There is no look to change. */
  groupChanged(): Promise<void> {
    return Promise.resolve();
  }

  /** @internal What it was made as. */
  get elementType(): string {
    return this.type;
  }

  private get ready(): object {
    return {
      elementType: this.type,
      ...(this.type === 'expressCheckout' ? { availablePaymentMethods: undefined } : {}),
    };
  }
}
