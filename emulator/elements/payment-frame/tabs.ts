import { h, icon } from './dom';
import { moreIcon } from './icons';
import { methodIcon } from './method-icon';
import { methodName } from './method-names';
import { split, type PickerSetup } from './picker';

/** Narrower than this, a tab's words are cut. Pixels, with the gap between two. */
const TAB_WIDTH = 112;
const MENU_WIDTH = 52;

/** How many tabs fit beside each other, leaving room for the menu of the rest. */
export function tabsThatFit(width: number, count: number): number {
  if (width <= 0 || count * TAB_WIDTH <= width) return count;
  return Math.max(1, Math.floor((width - MENU_WIDTH) / TAB_WIDTH));
}

/** The methods side by side, the rest in a menu; arrow keys move between the tabs. */
export function tabs(setup: PickerSetup, selected: string | null): HTMLElement {
  const { types, texts } = setup;
  const { inSight, others } = split(types, setup.capacity, selected);
  const buttons = inSight.map((type, index) =>
    tab(setup, type, type === selected, selected === null && index === 0),
  );
  const list = h(
    'div',
    { role: 'tablist', class: 'p-TabList', 'aria-label': texts.methods.picker },
    ...buttons,
  );
  list.addEventListener('keydown', (event) => {
    const back = getComputedStyle(list).direction === 'rtl' ? 1 : -1;
    const step = { ArrowRight: -back, ArrowDown: 1, ArrowLeft: back, ArrowUp: -1 }[event.key];
    const from = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === undefined || from < 0) return;
    event.preventDefault();
    const next = inSight[(from + step + inSight.length) % inSight.length];
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
  const row = h(
    'div',
    { class: 'p-PaymentMethodSelector' },
    list,
    others.length > 0 ? menu(setup, others) : null,
  );
  return h('div', { class: 'p-Tabs' }, row, panel);
}

function tab(setup: PickerSetup, type: string, chosen: boolean, first: boolean): HTMLButtonElement {
  const marked = (name: string): string => `${name}${chosen ? ` ${name}--selected` : ''}`;
  const button = h(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `${type}-tab`,
      class: `p-Tab ${marked('Tab')}`,
      'data-testid': type,
      'aria-selected': String(chosen),
      'aria-controls': chosen ? `${type}-panel` : undefined,
      tabindex: chosen || first ? 0 : -1,
      disabled: setup.readOnly,
    },
    methodIcon(type, `p-TabIcon ${marked('TabIcon')}`),
    h('span', { class: `p-TabLabel ${marked('TabLabel')}` }, methodName(type, setup.texts)),
  );
  button.addEventListener('click', () => setup.choose(type));
  return button;
}

/** The methods there is no room for, in a native menu under three dots. */
function menu({ texts, readOnly, choose }: PickerSetup, types: string[]): HTMLElement {
  const select = h(
    'select',
    {
      class: 'p-AdditionalPaymentMethods-menu',
      'aria-label': texts.methods.more,
      disabled: readOnly,
    },
    h('option', { value: '', selected: true, disabled: true, hidden: true }),
    ...types.map((type) => h('option', { value: type }, methodName(type, texts))),
  );
  select.addEventListener('change', () => choose(select.value));
  return h(
    'div',
    { class: 'p-AdditionalPaymentMethods Tab' },
    icon(moreIcon, 'p-AdditionalPaymentMethods-icon'),
    select,
  );
}
