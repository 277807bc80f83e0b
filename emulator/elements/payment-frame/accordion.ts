import { h, icon } from './dom';
import { chevronIcon } from './icons';
import { methodIcon } from './method-icon';
import { methodName } from './method-names';
import { split, type PickerSetup } from './picker';
import { radioMark } from './radio';

/** The list of methods, one under another, the chosen one open. */
export function accordion(setup: PickerSetup, selected: string | null): HTMLElement {
  const { layout, types, texts } = setup;
  const { inSight, others } = split(types, setup.capacity, selected);
  return h(
    'div',
    {
      class: `p-Accordion${layout.spaced ? ' p-Accordion--spaced' : ''}`,
      'data-testid': 'payment-accordion-wrapper',
      role: 'group',
      'aria-label': texts.methods.picker,
    },
    ...inSight.map((type) => item(setup, type, type === selected)),
    others.length > 0 ? more(setup) : null,
  );
}

function item(setup: PickerSetup, type: string, open: boolean): HTMLElement {
  const { layout, types, texts } = setup;
  const radios = layout.radios === 'always' || (layout.radios !== 'never' && types.length > 1);
  const mark = methodIcon(type, 'p-AccordionButton-icon TabIcon');
  const subtitle = setup.subtitle(type);
  const atEnd = layout.logoPosition === 'end';
  const button = h(
    'button',
    {
      type: 'button',
      role: 'button',
      id: `${type}-button`,
      class: `p-AccordionButton AccordionButton${open ? ' AccordionButton--selected' : ''}`,
      'data-value': type,
      'data-testid': type,
      'aria-expanded': String(open),
      'aria-controls': open ? type : undefined,
      disabled: setup.readOnly,
    },
    radios ? radioMark(open) : null,
    atEnd ? null : mark,
    h(
      'span',
      { class: 'p-AccordionButton-label' },
      methodName(type, texts),
      subtitle ? h('small', { class: 'p-AccordionButton-subtitle' }, subtitle) : null,
    ),
    atEnd ? mark : null,
  );
  button.addEventListener('click', () => setup.choose(type));
  const labels = { role: 'region', 'aria-labelledby': `${type}-button` };
  const panel = open
    ? h('div', { id: type, class: 'p-AccordionPanel', ...labels }, setup.panel(type))
    : null;
  return h(
    'div',
    { class: `p-AccordionItem AccordionItem${open ? ' AccordionItem--selected' : ''}` },
    button,
    panel,
  );
}

function more(setup: PickerSetup): HTMLElement {
  const button = h(
    'button',
    {
      type: 'button',
      class: 'p-AccordionButton p-AccordionMore AccordionButton',
      'aria-expanded': 'false',
      disabled: setup.readOnly,
    },
    icon(chevronIcon, 'p-AccordionButton-icon'),
    h('span', { class: 'p-AccordionButton-label' }, setup.texts.methods.more),
  );
  button.addEventListener('click', () => setup.showAll());
  return h('div', { class: 'p-AccordionItem AccordionItem' }, button);
}
