/** Attributes of a new element: booleans set or leave out, the rest is text. */
type Attributes = Record<string, string | number | boolean | undefined>;

/** Makes an HTML element. Text children become text nodes, never markup. */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: (Node | string | null | undefined)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** An icon from our own constant markup. With a label it is an image, else decoration. */
export function icon(markup: string, className: string, label?: string): SVGElement {
  const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGElement;
  svg.setAttribute('class', className);
  svg.setAttribute('focusable', 'false');
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else svg.setAttribute('aria-hidden', 'true');
  return svg;
}

/** One cell of the form's grid of two columns. */
export function cell(content: HTMLElement, width: 'full' | 'half'): HTMLElement {
  return h('div', { class: `p-GridCell p-GridCell--${width}` }, content);
}

/** Runs `work`, which may draw everything anew, and gives the focus back to the control of the same id. */
export function keepFocus(work: () => void): void {
  const before = document.activeElement;
  work();
  if (!(before instanceof HTMLElement) || before.id === '' || before.isConnected) return;
  const after = document.getElementById(before.id);
  after?.focus();
  if (before instanceof HTMLInputElement && after instanceof HTMLInputElement) {
    if (before.selectionStart !== null) {
      after.setSelectionRange(before.selectionStart, before.selectionEnd);
    }
  }
}
