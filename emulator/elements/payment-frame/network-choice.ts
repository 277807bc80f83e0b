import type { Texts } from '../locales/texts';
import { h, icon } from './dom';
import { chevronIcon } from './icons';
import { networkMark } from './network-marks';

/**
 * Which network a co-branded card is to be charged on, which is its holder's to say
 * (docs.stripe.com/co-badged-cards-compliance): the marks of both, and a native select over them,
 * whose list may be larger than the frame. Out of sight for all other cards. Unconfirmed: Stripe's own
 * markup and words; and it is offered whichever country the merchant is in, where Stripe offers it in
 * the European Economic Area.
 */
export class NetworkChoice {
  readonly element: HTMLDivElement;
  readonly select: HTMLSelectElement;
  private readonly marks = h('span', { class: 'p-NetworkChoice-marks', 'aria-hidden': 'true' });
  private networks: readonly string[] = [];

  constructor(
    private texts: Texts['brands'],
    /** The page's networks, the one it would rather have first; read when a card is typed. */
    private readonly preferred: () => readonly string[],
    changed: () => void,
  ) {
    this.select = h('select', {
      name: 'network',
      class: 'p-NetworkChoice-select',
      'aria-label': texts.choose,
      autocomplete: 'off',
    });
    this.select.addEventListener('change', () => {
      this.paint();
      changed();
    });
    this.element = h(
      'div',
      { class: 'p-NetworkChoice', hidden: true },
      this.marks,
      icon(chevronIcon, 'p-NetworkChoice-arrow'),
      this.select,
    );
  }

  /** What was chosen; null while nothing is, and for a card with one network. */
  get chosen(): string | null {
    return this.select.value || null;
  }

  /** Whether there is anything to choose. */
  get offered(): boolean {
    return this.networks.length > 0;
  }

  /** Offers a card's networks. Those of another card begin with the page's preference. */
  offer(networks: readonly string[]): void {
    if (networks.join() === this.networks.join()) return;
    this.networks = networks;
    this.element.hidden = !this.offered;
    this.select.replaceChildren(
      h('option', { value: '' }, this.texts.choose),
      ...networks.map((network) =>
        h('option', { value: network }, networkMark(network)?.name ?? network),
      ),
    );
    this.choose(this.preferred().find((network) => networks.includes(network)) ?? '');
  }

  /** Chooses one of the networks offered; '' takes the choice back. */
  choose(network: string): void {
    this.select.value = this.networks.includes(network) ? network : '';
    this.paint();
  }

  /** Says the same in another language. */
  reword(texts: Texts['brands']): void {
    this.texts = texts;
    this.select.setAttribute('aria-label', texts.choose);
    const [none] = this.select.options;
    if (none) none.textContent = texts.choose;
  }

  private paint(): void {
    const shown = this.chosen ? [this.chosen] : this.networks;
    this.marks.replaceChildren(
      ...shown.flatMap((network) => {
        const mark = networkMark(network);
        if (!mark) return [];
        const svg = icon(mark.drawing, 'p-NetworkChoice-mark');
        svg.setAttribute('data-network', network);
        return [svg];
      }),
    );
  }
}

/** Its look, in any frame; how large the marks are is the frame's to say. */
export const networkChoiceStyles = `
.p-NetworkChoice { position: relative; display: flex; align-items: center; gap: 3px; border-radius: 4px; pointer-events: auto; }
.p-NetworkChoice-marks { display: flex; align-items: center; gap: 3px; }
.p-NetworkChoice-mark { display: block; }
.p-NetworkChoice-arrow { flex: none; width: 10px; height: 10px; }
.p-NetworkChoice-select { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; padding: 0; border: 0; opacity: 0; cursor: pointer; font: inherit; font-size: 16px; }
.p-NetworkChoice-select:disabled { cursor: not-allowed; }
.p-NetworkChoice:has(:focus-visible) { outline: 2px solid currentColor; outline-offset: 3px; }
`;
