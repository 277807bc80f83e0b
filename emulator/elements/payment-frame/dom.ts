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

/**
 * Tells the cells in sight which corners of the grid are theirs: where fields touch, only those are
 * round.
 */
export function markCorners(grid: HTMLElement): void {
  const cells = ([...grid.children] as HTMLElement[]).filter(({ hidden }) => !hidden);
  const isFull = (cell: HTMLElement | undefined): boolean =>
    cell?.classList.contains('p-GridCell--full') === true;
  const rows: HTMLElement[][] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    if (row?.length === 1 && !isFull(row[0]) && !isFull(cell)) row.push(cell);
    else rows.push([cell]);
  }
  rows.forEach((row, index) => {
    row.forEach((cell, place) => {
      const [first, last] = [place === 0, place === row.length - 1];
      const [top, bottom] = [index === 0, index === rows.length - 1];
      cell.classList.toggle('is-last-of-row', last);
      cell.classList.toggle('is-top-start', top && first);
      cell.classList.toggle('is-top-end', top && last);
      cell.classList.toggle('is-bottom-start', bottom && first);
      cell.classList.toggle('is-bottom-end', bottom && last);
    });
  });
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
