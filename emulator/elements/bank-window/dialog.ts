import { h, icon } from '../payment-frame/dom';
import { closeIcon } from './look';

/** One step of the window: its heading, what is under it, and the buttons at the end. */
export interface Pane {
  heading: string;
  /** Class of the body, for what is found by it. */
  className?: string;
  body: (Node | string | null)[];
  actions?: (HTMLElement | null)[];
  /** What gets the focus; the heading where nothing is named. */
  focus?: HTMLElement;
}

/** What stands around every pane. */
export interface DialogWords {
  /** The dialog's name for screen readers. */
  label: string;
  /** Whose window it is. */
  mark: string;
  testMode: string;
  close: string;
}

/** The dialog over the merchant's page, which shows one pane at a time. */
export class Dialog {
  private readonly stage = h('div', { class: 'Bank-stage' });

  constructor(says: DialogWords, close: () => void) {
    const closeButton = h(
      'button',
      {
        type: 'button',
        class: 'Bank-close',
        'aria-label': says.close,
        'data-testid': 'close-button',
      },
      icon(closeIcon, 'Bank-closeIcon'),
    );
    closeButton.addEventListener('click', close);
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
    });
    document.body.append(
      h(
        'div',
        { class: 'Bank-backdrop' },
        h(
          'div',
          { class: 'Bank-dialog', role: 'dialog', 'aria-modal': 'true', 'aria-label': says.label },
          h(
            'div',
            { class: 'Bank-bar' },
            h('span', { class: 'Bank-mark' }, says.mark),
            h('span', { class: 'Bank-test' }, says.testMode),
            closeButton,
          ),
          this.stage,
        ),
      ),
    );
  }

  show({ heading, className = '', body, actions = [], focus }: Pane): void {
    const title = h('h1', { class: 'Bank-heading', tabindex: '-1' }, heading);
    const buttons = actions.filter((action) => action !== null);
    this.stage.replaceChildren(
      h(
        'div',
        { class: 'Bank-scroll' },
        h('div', { class: `Bank-body ${className}`.trim() }, title, ...body),
      ),
      ...(buttons.length > 0 ? [h('div', { class: 'Bank-actions' }, ...buttons)] : []),
    );
    (focus ?? title).focus();
  }

  /** A pane that waits for an answer. */
  wait(text: string): void {
    this.show({
      heading: text,
      className: 'Bank-waiting',
      body: [h('span', { class: 'Bank-spinner', 'aria-hidden': 'true' })],
    });
  }
}

/** A button of a pane. The first in a pane's actions is the way on. */
export function action(
  text: string,
  options: { testId?: string; plain?: boolean; form?: string },
  pressed?: () => void,
): HTMLButtonElement {
  const button = h(
    'button',
    {
      type: options.form ? 'submit' : 'button',
      class: options.plain ? 'Bank-button Bank-button--plain' : 'Bank-button',
      'data-testid': options.testId,
      form: options.form,
    },
    text,
  );
  if (pressed) button.addEventListener('click', pressed);
  return button;
}

/** A sentence under a heading. */
export function words(text: string): HTMLElement {
  return h('p', { class: 'Bank-words' }, text);
}

/** A sentence that tells of a failure, and is read out. */
export function alert(text: string): HTMLElement {
  return h('p', { class: 'Bank-alert', role: 'alert' }, text);
}
