import type { ChangePayload } from '../channel/contracts';
import { setStyle } from './frames';
import { createLoader } from './loader';

type State = 'empty' | 'complete' | 'focus' | 'invalid';

/**
 * The merchant's node that an Element is mounted on: its `StripeElement` classes, the frame in it,
 * the grey bars until the frame is ready.
 */
export class Container {
  /** The first `change`, kept until `ready` has been told. */
  firstChange: ChangePayload | null = null;
  shown = false;
  private readonly inner = document.createElement('div');
  private readonly loader: HTMLElement | null;

  constructor(
    readonly node: HTMLElement,
    private readonly frame: HTMLIFrameElement,
    private readonly options: {
      loader: boolean;
      radius: string;
      animate: boolean;
      /** A label of this node was pressed. */
      labelled(): void;
    },
  ) {
    if (node.childNodes.length > 0) {
      console.warn(
        '[Stripe.js] This Element will be mounted to a DOM element that contains child nodes.',
      );
    }
    this.inner.className = '__PrivateStripeElement';
    setStyle(this.inner, {
      position: 'relative', display: 'block', margin: '0', padding: '0', border: 'none',
      background: 'transparent',
    }); // prettier-ignore
    setStyle(frame, {
      display: 'block', width: 'calc(100% + 8px)', 'min-width': 'calc(100% + 8px)', height: '0',
      // Room for the focus rings of the outermost fields.
      margin: '-4px', padding: '0', border: 'none', overflow: 'hidden',
      // A frame of another colour scheme than the page is painted opaque.
      'color-scheme': 'light only',
      opacity: '0', transition: options.animate ? 'opacity 0.2s ease' : 'none',
    }); // prettier-ignore
    this.loader = options.loader
      ? createLoader({ radius: options.radius, animate: options.animate })
      : null;
    if (this.loader) this.inner.append(this.loader);
    this.inner.append(frame);
    node.replaceChildren(this.inner);
    node.classList.add('StripeElement', 'StripeElement--empty');
    document.addEventListener('click', this.pressed);
  }

  show(): void {
    this.shown = true;
    this.hideLoader();
    setStyle(this.frame, { opacity: '1' });
  }

  hideLoader(): void {
    this.loader?.remove();
  }

  setHeight(height: number): void {
    setStyle(this.frame, { height: `${height}px` });
  }

  setTitle(title: string): void {
    this.frame.title = title;
  }

  mark(state: State, on: boolean): void {
    this.node.classList.toggle(`StripeElement--${state}`, on);
  }

  focusFrame(): void {
    this.frame.focus();
  }

  release(): void {
    document.removeEventListener('click', this.pressed);
    this.inner.remove();
    for (const name of [...this.node.classList]) {
      if (name === 'StripeElement' || name.startsWith('StripeElement--')) {
        this.node.classList.remove(name);
      }
    }
  }

  /** Labels don't know frames: a press on one of this node's is passed on by hand. */
  private readonly pressed = (event: MouseEvent): void => {
    const label = event.target instanceof Element ? event.target.closest('label') : null;
    if (!label) return;
    const named = label.htmlFor !== '' && label.htmlFor === this.node.id;
    if (named || label.contains(this.node)) this.options.labelled();
  };
}
