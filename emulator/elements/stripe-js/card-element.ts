import type { CardOptions, CardType } from '../card-frame/options';
import { cardTypes } from '../card-frame/options';
import type { ApiResult } from '../api-client/api-error';
import type {
  CardChange,
  CardFrameContract,
  CardSend,
  CardSetup,
} from '../channel/element-contracts';
import type { PageEnd } from '../channel/page-end';
import { elementTitles } from '../locales/element-titles';
import type { Container } from './container';
import type { ElementClasses } from './element-classes';
import type { ElementsGroup } from './elements-group';
import { FramedElement } from './framed-element';
import { setStyle } from './frames';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';

interface Options extends CardOptions {
  classes?: ElementClasses;
}

/** Options by the types that have them; what another type is given is warned of and dropped. */
const known: Readonly<Record<CardType, readonly string[]>> = {
  card: ['value', 'hidePostalCode', 'hideIcon', 'iconStyle', 'preferredNetwork', 'disableLink'],
  cardNumber: ['placeholder', 'showIcon', 'iconStyle', 'preferredNetwork', 'disableLink'],
  cardExpiry: ['placeholder'],
  cardCvc: ['placeholder'],
};

export function isCardType(type: unknown): type is CardType {
  return cardTypes.some((known) => known === type);
}

/** The Card Element, or one of the three fields it splits into. Holds no card data. */
export class CardElement extends FramedElement<CardFrameContract, Options> {
  constructor(
    group: ElementsGroup,
    readonly type: CardType,
    options: unknown,
    forget: () => void,
  ) {
    super(
      group,
      {
        type,
        frame: 'card',
        title: (locale) => elementTitles(locale)[type],
        loads: false,
        tight: true,
      },
      checkCardOptions(type, options, `elements.create('${type}')`),
      forget,
    );
  }

  /** @internal Makes a call with what was typed, here and in the group's other fields. */
  send(
    path: string,
    as: CardSend['as'],
    params: Record<string, unknown>,
  ): Promise<ApiResult<{ object: object }>> {
    const siblings = as === 'cvc_token' || this.type === 'card' ? [] : this.siblings();
    return this.request('send', { path, as, params: plain(params), siblings });
  }

  protected override check(given: unknown, where: string): Options {
    return checkCardOptions(this.type, given, where);
  }

  protected override setup(): CardSetup {
    const { classes: _, ...options } = this.options;
    const { family, fonts } = this.elementsGroup;
    return { type: this.type, family, fonts, options };
  }

  protected override changed(change: CardChange): object {
    // A property that is there with no value: pages ask `event.error`.
    return { ...change, error: change.error };
  }

  /** A card's first state is empty, of which nobody is told. */
  protected override get tellsFirst(): boolean {
    return false;
  }

  protected override get classes(): ElementClasses {
    return this.options.classes ?? {};
  }

  protected override updated({ classes }: Options): void {
    if (classes) this.container?.renameClasses(classes);
  }

  protected override entered(line: PageEnd<CardFrameContract>, container: Container): void {
    container.append(helperInput(() => this.focus()));
    line.on('autofill', (on) => container.mark('webkitAutofill', on));
    line.on('networks', () => this.tell('networkschange'));
    // As if Enter had been pressed in a field of the page's own.
    line.on('submit', () => container.node.closest('form')?.requestSubmit());
  }

  private siblings(): CardType[] {
    return this.elementsGroup
      .mountedCards()
      .map(({ type }) => type)
      .filter((type) => type !== this.type && type !== 'card');
  }
}

/** The input that stands for the frame's in the page's own document. */
function helperInput(focused: () => void): HTMLInputElement {
  const input = document.createElement('input');
  input.className = '__PrivateStripeElement-input';
  input.setAttribute('aria-hidden', 'true');
  input.setAttribute('aria-label', ' ');
  input.autocomplete = 'off';
  input.maxLength = 1;
  input.tabIndex = -1;
  input.addEventListener('focus', focused);
  setStyle(input, {
    border: 'none', display: 'block', position: 'absolute', height: '1px', top: '-1px', left: '0',
    padding: '0', margin: '0', width: '100%', opacity: '0', background: 'transparent',
    'pointer-events': 'none', 'font-size': '16px',
  }); // prettier-ignore
  return input;
}

function checkCardOptions(type: CardType, given: unknown, where: string): Options {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') {
    throw new IntegrationError(`Invalid value for ${where}: options should be an object.`);
  }
  const { iconStyle } = given as Options;
  if (iconStyle !== undefined && iconStyle !== 'default' && iconStyle !== 'solid') {
    throw new IntegrationError(
      `Invalid value for ${where}: iconStyle should be one of the following strings: default, solid. You specified: ${String(iconStyle)}.`,
    );
  }
  const allowed = ['classes', 'style', 'disabled', ...known[type]];
  const entries = Object.entries(plain(given)).filter(([name]) => {
    if (allowed.includes(name)) return true;
    console.warn(
      `[Stripe.js] Unrecognized ${where} parameter: ${name} is not a recognized parameter.`,
    );
    return false;
  });
  return Object.fromEntries(entries) as Options;
}
