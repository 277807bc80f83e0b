import { bankMark, institutionTestId } from '../bank-window/institution-tile';
import type { BankTexts } from '../locales/bank-texts';
import { testInstitutions, type TestInstitution } from '../../rules/banks/institutions';
import { h, icon } from './dom';
import { searchIcon } from './bank-form-icons';

/** Shown before anything is searched for. */
const FEATURED = 6;

interface SearchSetup {
  idPrefix: string;
  texts: BankTexts;
  /** How the account is to be proved: at the bank, by deposits, or as the buyer likes. */
  verification: string;
  /** A bank, or null for typed numbers. */
  choose(institution: TestInstitution | null): void;
}

/** The search box, the banks as tiles, and the way to type the numbers instead. */
export class BankSearch {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly tiles = h('div', { class: 'p-BankTiles', role: 'menu' });
  private readonly status = h('p', { class: 'p-BankStatus', role: 'status' });
  private readonly problem = h('div', {});
  private readonly manual: HTMLButtonElement;

  constructor(private readonly setup: SearchSetup) {
    const { texts, idPrefix } = setup;
    const id = `${idPrefix}bankInput`;
    this.input = h('input', {
      id,
      name: 'bank',
      type: 'text',
      class: 'p-Input-input p-BankInput Input',
      placeholder: texts.search,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      'aria-invalid': 'false',
    });
    this.manual = h(
      'button',
      { type: 'button', class: 'p-BankManual', 'data-testid': 'manual-entry-link' },
      texts.manual,
    );
    this.input.addEventListener('input', () => this.paint());
    this.manual.addEventListener('click', () => setup.choose(null));
    this.tiles.addEventListener('keydown', (event) => this.step(event));
    this.element = h(
      'div',
      { class: 'p-BankSearch' },
      h(
        'div',
        { class: 'p-Field', 'data-field': 'bank' },
        h('label', { class: 'p-FieldLabel Label', for: id }, texts.bank),
        h('div', { class: 'p-Input' }, icon(searchIcon, 'p-BankSearchIcon'), this.input),
        this.problem,
      ),
      this.tiles,
      this.status,
      setup.verification === 'instant' ? null : this.manual,
    );
    if (setup.verification === 'microdeposits') {
      this.input.hidden = true;
      this.tiles.remove();
      this.element.querySelector('.p-BankSearchIcon')?.remove();
    }
    this.paint();
  }

  focus(): void {
    (this.input.hidden ? this.manual : this.input).focus();
  }

  get invalid(): boolean {
    return this.problem.childElementCount > 0;
  }

  /** Shows a sentence under the box; null takes it away. */
  show(message: string | null): void {
    this.input.setAttribute('aria-invalid', String(message !== null));
    this.input.classList.toggle('Input--invalid', message !== null);
    const id = 'Field-bankError';
    if (message === null) {
      this.problem.replaceChildren();
      this.input.removeAttribute('aria-describedby');
    } else {
      this.problem.replaceChildren(
        h('p', { id, class: 'p-FieldError Error', role: 'alert' }, message),
      );
      this.input.setAttribute('aria-describedby', id);
    }
  }

  /** While the bank's window is on its way, or the form may not be changed, nothing is pressed. */
  hold(held: boolean, message = ''): void {
    this.input.disabled = held;
    this.manual.disabled = held;
    for (const tile of this.tiles.children) (tile as HTMLButtonElement).disabled = held;
    this.status.textContent = message;
  }

  private paint(): void {
    const wanted = this.input.value.trim().toLowerCase();
    const found = testInstitutions.filter(({ name }) => name.toLowerCase().includes(wanted));
    const shown = wanted === '' ? found.slice(0, FEATURED) : found;
    const { texts } = this.setup;
    this.tiles.setAttribute('aria-label', wanted === '' ? texts.featured : texts.found);
    this.tiles.hidden = shown.length === 0;
    this.tiles.replaceChildren(...shown.map((institution) => this.tile(institution)));
    this.status.textContent = shown.length === 0 ? texts.nothingFound : '';
  }

  private tile(institution: TestInstitution): HTMLElement {
    const tile = h(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        class: 'p-BankTile',
        'data-testid': institutionTestId(institution.key),
        'aria-label': spokenName(institution),
      },
      bankMark(institution),
      h('span', { class: 'p-BankTile-name' }, institution.name),
    );
    tile.addEventListener('click', () => this.setup.choose(institution));
    return tile;
  }

  /** Arrow keys move between the tiles, as in any menu. */
  private step(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const tiles = [...this.tiles.children] as HTMLElement[];
    const from = tiles.indexOf(document.activeElement as HTMLElement);
    if (step === undefined || from < 0) return;
    event.preventDefault();
    tiles[(from + step + tiles.length) % tiles.length]?.focus();
  }
}

/**
 * What a screen reader says, and what suites find a bank by. The first was called "Test Institution"
 * for years, and is called "Success" where banks are offered through Link: it answers to all three.
 */
function spokenName({ key, name }: TestInstitution): string {
  return key === 'test_non_oauth' ? `${name}, Test Institution, Success` : name;
}
