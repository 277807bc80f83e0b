/**
 * The frame of the card family: the whole line, or one field of it. It alone holds what the buyer
 * types; the page is told of brands, completeness and outcomes.
 */
import { ApiClient } from '../api-client/client';
import type { CardFrameContract, CardSetup } from '../channel/element-contracts';
import { FrameEnd } from '../channel/frame-end';
import { readAddress } from '../channel/messages';
import { loadFonts } from '../appearance/fonts';
import { reportActivity } from '../channel/activity';
import { cardTexts } from '../locales/card-texts';
import { isRightToLeft, spokenLocale, textsFor } from '../locales/choose';
import { h } from '../payment-frame/dom';
import { textsOf } from '../quirks/generation';
import { playHard } from '../quirks/hard-mode';
import { readServed } from '../serve/served';
import { numberDigits } from '../card/number';
import { networksOf } from '../card/networks';
import type { Words } from './inputs';
import { OneLineCard } from './one-line';
import type { CardOptions } from './options';
import { send } from './send';
import { Siblings } from './siblings';
import { SingleField } from './single-field';
import { writeStyle } from './style-option';
import { cardStyles } from './styles';
import type { CardView } from './view';

const address = readAddress(window.location.hash);
const client = new ApiClient(readServed().api, address);
const page = new FrameEnd<CardFrameContract>(address.page, address.channel);
const base = new CSSStyleSheet();
const own = new CSSStyleSheet();
let { locale } = address;
const words = wordsOf(locale);
const form = h('form', { class: 'ElementsApp is-empty', novalidate: true });
let loaded: { view: CardView; siblings: Siblings } | null = null;
let lastChange = '';
let lastNetworks = '';
let hard: ReturnType<typeof playHard> | null = null;

function ready(): { view: CardView; siblings: Siblings } {
  if (!loaded) throw new Error('The Element has not loaded.');
  return loaded;
}

function wordsOf(language: string): Words {
  const texts = textsOf(address.quirks.generation, textsFor(language), language);
  return { card: cardTexts(language), problems: texts.problems, brands: texts.brands };
}

function nameLanguage(): void {
  document.documentElement.lang = spokenLocale(locale);
  document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
}

function load({ type, family, fonts, options }: CardSetup): void {
  loadFonts(fonts);
  nameLanguage();
  base.replaceSync(cardStyles);
  document.adoptedStyleSheets = [base, own];
  dress(options);
  const view =
    type === 'card'
      ? new OneLineCard(words, options, report)
      : new SingleField(type, words, options, report);
  const siblings = new Siblings(family, {
    type,
    part: () => {
      const problem = view.submit();
      return { values: view.values(), problem };
    },
    takeBrand: (brand) => view.takeBrand(brand),
  });
  loaded = { view, siblings };
  form.append(view.element);
  document.body.append(h('div', { id: 'root' }, form));
  lastChange = JSON.stringify(view.change());
  if (address.quirks.hardMode) hard = playHard(lose);
  reportActivity(page);
}

/** What a field that is drawn anew loses: its value and the focus. */
function lose(): void {
  ready().view.clear();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

function dress(options: CardOptions): void {
  for (const warning of writeStyle(own, options.style ?? {}))
    console.warn(`[Stripe.js] ${warning}`);
}

/** Tells the page what changed since it was last told. */
function report(): void {
  if (!loaded) return;
  const { view, siblings } = loaded;
  const change = view.change();
  form.classList.toggle('is-empty', change.empty);
  form.classList.toggle('is-complete', change.complete);
  form.classList.toggle('is-invalid', change.error !== undefined);
  const written = JSON.stringify(change);
  if (written === lastChange) return;
  lastChange = written;
  page.tell('change', change);
  if (change.complete) hard?.completed();
  page.tell('invalid', change.error !== undefined);
  if (change.brand) siblings.tellBrand(change.brand);
  const networks = networksOf(numberDigits(view.values().number ?? '')).join();
  if (networks !== lastNetworks) page.tell('networks', null);
  lastNetworks = networks;
}

page.listen({
  init(setup) {
    load(setup);
    return {};
  },
  updateGroup({ locale: changed }) {
    if (!changed || changed === locale) return null;
    locale = changed;
    Object.assign(words, wordsOf(locale));
    nameLanguage();
    ready().view.reword();
    report();
    return null;
  },
  updateElement(changes) {
    if (changes.style) dress(changes);
    ready().view.update(changes);
    report();
    return null;
  },
  send(ask) {
    const { view, siblings } = ready();
    return send(client, view, siblings, ask);
  },
  focus() {
    ready().view.focus();
    return null;
  },
  blur() {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return null;
  },
  clear() {
    ready().view.clear();
    return null;
  },
});

form.addEventListener('submit', (event) => event.preventDefault());
// A press on the card's mark, or between two fields, is meant for the field that comes next.
form.addEventListener('mousedown', (event) => {
  const { target } = event;
  if (!loaded || target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
  event.preventDefault();
  loaded.view.focus();
});
form.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  page.tell('submit', null);
});
form.addEventListener('animationstart', ({ animationName }) => {
  if (animationName === 'autofill-start') page.tell('autofill', true);
  if (animationName === 'autofill-end') {
    page.tell('autofill', form.querySelector('input:-webkit-autofill') !== null);
  }
});
