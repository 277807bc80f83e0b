import type { ChangePayload } from '../channel/contracts';
import { ClassMarks, type ElementClasses, type ElementState } from './element-classes';
import { hardnessOf, setStyle } from './frames';
import { createLoader } from './loader';
import { bankSearchFrame, twinOf } from './twin';

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
  private readonly twin: HTMLIFrameElement | null;
  private bankSearch: HTMLIFrameElement | null = null;
  private readonly marks: ClassMarks;

  constructor(
    readonly node: HTMLElement,
    private readonly frame: HTMLIFrameElement,
    private readonly options: {
      /** The grey bars while the frame loads. */
      loader: 'form' | 'field' | 'none';
      radius: string;
      animate: boolean;
      /** Other names for the states' classes. */
      classes?: ElementClasses;
      /** The frame is exactly as large as the node's content box: nothing in it has a ring. */
      tight?: boolean;
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
    const width = options.tight ? '100%' : 'calc(100% + 8px)';
    setStyle(frame, {
      display: 'block', width, 'min-width': width, height: '0',
      // Room for the focus rings of the outermost fields.
      margin: options.tight ? '0' : '-4px', padding: '0', border: 'none', overflow: 'hidden',
      // A frame of another colour scheme than the page is painted opaque.
      'color-scheme': 'light only',
      opacity: '0', transition: options.animate ? 'opacity 0.2s ease' : 'none',
    }); // prettier-ignore
    this.loader =
      options.loader === 'none'
        ? null
        : createLoader({ ...options, oneField: options.loader === 'field' });
    if (this.loader) this.inner.append(this.loader);
    this.inner.append(frame);
    this.twin = twinOf(frame);
    if (this.twin && hardnessOf(frame) === 'twin-first') frame.before(this.twin);
    else if (this.twin) this.inner.append(this.twin);
    node.replaceChildren(this.inner);
    this.marks = new ClassMarks(node, options.classes ?? {});
    this.marks.mark('base', true);
    this.marks.mark('empty', true);
    document.addEventListener('click', this.pressed);
  }

  /** Whether the frame is in the document: a page may empty the node, or take it away. */
  get isConnected(): boolean {
    return this.frame.isConnected;
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
    if (this.twin) this.twin.title = title;
  }

  mark(state: ElementState, on: boolean): void {
    this.marks.mark(state, on);
  }

  renameClasses(classes: ElementClasses): void {
    this.marks.rename(classes);
  }

  /** Puts something of the Element's own beside its frame. */
  append(node: HTMLElement): void {
    this.inner.append(node);
  }

  /** Bank accounts are offered: in hard mode the frame for a search's results comes with them. */
  offersBanks(title: string): void {
    this.bankSearch ??= bankSearchFrame(this.frame, title);
    if (this.bankSearch) this.inner.append(this.bankSearch);
  }

  focusFrame(): void {
    this.frame.focus();
  }

  release(): void {
    document.removeEventListener('click', this.pressed);
    this.inner.remove();
    this.marks.clear();
  }

  /** Labels don't know frames: a press on one of this node's is passed on by hand. */
  private readonly pressed = (event: MouseEvent): void => {
    const label = event.target instanceof Element ? event.target.closest('label') : null;
    if (!label) return;
    const named = label.htmlFor !== '' && label.htmlFor === this.node.id;
    if (named || label.contains(this.node)) this.options.labelled();
  };
}
