import type { Texts } from '../locales/texts';
import { h, icon } from './dom';
import { cardMethodIcon, redirectMethodIcon } from './icons';
import type { Layout } from './options';

interface PickerSetup {
  types: string[];
  layout: Layout;
  texts: Texts;
  /** The panel's content for a method. */
  panel(type: string): HTMLElement;
  /** A press on a method. */
  choose(type: string): void;
}

/** `us_bank_account` as people say it. */
export function methodName(type: string, texts: Texts): string {
  if (type === 'card') return texts.methods.card;
  const words = type.replace(/_/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function methodIcon(type: string, className: string): SVGElement {
  return icon(type === 'card' ? cardMethodIcon : redirectMethodIcon, className);
}

/** The list of methods, one under another, the chosen one open. */
export function accordion(setup: PickerSetup, selected: string | null): HTMLElement {
  const { layout, types, texts } = setup;
  const radios = layout.radios === 'always' || (layout.radios !== 'never' && types.length > 1);
  const items = types.map((type) => {
    const open = type === selected;
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
      },
      radios ? radio(open) : null,
      methodIcon(type, 'p-AccordionButton-icon TabIcon'),
      h('span', { class: 'p-AccordionButton-label' }, methodName(type, texts)),
    );
    button.addEventListener('click', () => setup.choose(type));
    const panel = open
      ? h(
          'div',
          {
            id: type,
            class: 'p-AccordionPanel',
            role: 'region',
            'aria-labelledby': `${type}-button`,
          },
          setup.panel(type),
        )
      : null;
    return h(
      'div',
      { class: `p-AccordionItem AccordionItem${open ? ' AccordionItem--selected' : ''}` },
      button,
      panel,
    );
  });
  return h(
    'div',
    {
      class: `p-Accordion${layout.spaced ? ' p-Accordion--spaced' : ''}`,
      'data-testid': 'payment-accordion-wrapper',
      role: 'group',
      'aria-label': texts.methods.picker,
    },
    ...items,
  );
}

/** The methods side by side; arrow keys move between them as in any tab list. */
export function tabs(setup: PickerSetup, selected: string | null): HTMLElement {
  const { types, texts } = setup;
  const buttons = types.map((type, index) => {
    const chosen = type === selected;
    const button = h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${type}-tab`,
        class: `p-Tab Tab${chosen ? ' Tab--selected' : ''}`,
        'data-testid': type,
        'aria-selected': String(chosen),
        'aria-controls': chosen ? `${type}-panel` : undefined,
        tabindex: chosen || (selected === null && index === 0) ? 0 : -1,
      },
      methodIcon(type, `p-TabIcon TabIcon${chosen ? ' TabIcon--selected' : ''}`),
      h(
        'span',
        { class: `p-TabLabel TabLabel${chosen ? ' TabLabel--selected' : ''}` },
        methodName(type, texts),
      ),
    );
    button.addEventListener('click', () => setup.choose(type));
    return button;
  });
  const list = h(
    'div',
    { role: 'tablist', class: 'p-PaymentMethodSelector', 'aria-label': texts.methods.picker },
    ...buttons,
  );
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const from = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === undefined || from < 0) return;
    event.preventDefault();
    const next = types[(from + step + types.length) % types.length];
    if (next !== undefined) setup.choose(next);
  });
  const panel = selected
    ? h(
        'div',
        {
          id: `${selected}-panel`,
          class: 'p-TabPanel',
          role: 'tabpanel',
          'aria-labelledby': `${selected}-tab`,
        },
        setup.panel(selected),
      )
    : null;
  return h('div', { class: 'p-Tabs' }, list, panel);
}

function radio(selected: boolean): HTMLElement {
  return h(
    'span',
    { class: `p-Radio RadioIcon${selected ? ' RadioIcon--checked' : ''}`, 'aria-hidden': 'true' },
    h('span', { class: `RadioIconOuter${selected ? ' RadioIconOuter--checked' : ''}` }),
    selected ? h('span', { class: 'RadioIconInner RadioIconInner--checked' }) : null,
  );
}
