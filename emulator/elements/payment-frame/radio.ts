import { h } from './dom';

/** The drawn radio of a picker; the control beside it carries the meaning. */
export function radioMark(selected: boolean): HTMLElement {
  const mark = h(
    'span',
    { class: 'p-Radio RadioIcon', 'aria-hidden': 'true' },
    h('span', { class: 'RadioIconOuter' }),
    h('span', { class: 'RadioIconInner' }),
  );
  markRadio(mark, selected);
  return mark;
}

export function markRadio(mark: Element, selected: boolean): void {
  for (const [element, name] of [
    [mark, 'RadioIcon'],
    [mark.children[0], 'RadioIconOuter'],
    [mark.children[1], 'RadioIconInner'],
  ] as const) {
    element?.classList.toggle(`${name}--checked`, selected);
  }
}
