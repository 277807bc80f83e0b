import type { ApiError } from '../api-client/api-error';
import type { Appearance } from '../appearance/appearance';
import { applyAppearance } from '../appearance/apply';
import { loadFonts } from '../appearance/fonts';
import { reportActivity } from '../channel/activity';
import type { ElementEvents, ElementRequests, StyledSetup } from '../channel/element-contracts';
import { FrameEnd } from '../channel/frame-end';
import { readAddress } from '../channel/messages';
import { isRightToLeft, spokenLocale } from '../locales/choose';
import { baseStyles } from '../payment-frame/styles';
import { idPrefix } from '../quirks/generation';
import { playHard } from '../quirks/hard-mode';

/** A form in a frame that follows the group's appearance. */
export interface Form<Options> {
  readonly element: HTMLElement;
  change(): { empty: boolean; complete: boolean };
  readonly invalid: boolean;
  /** Shows every problem, focuses the first bad field and answers its error; null when all is well. */
  check(): ApiError | null;
  update(changes: Options): void;
  focus(): void;
  clear(): void;
  /** What was typed, to fill a form built anew in another language. */
  values(): Record<string, string>;
  restore(values: Record<string, string>): void;
}

export interface FormSetting<Options> {
  locale: string;
  options: Options;
  /** Before the `id` of every input of an Element of that name. */
  idPrefix(name: string): string;
  changed(): void;
}

interface FormContract<Options> {
  requests: ElementRequests<StyledSetup<Options>, Options> & {
    check: { ask: null; answer: { error: ApiError | null } };
  };
  events: ElementEvents<object>;
}

/** Answers the page for a form: draws it, dresses it, and tells what is in it. */
export function serveForm<Options extends object>(
  make: (setting: FormSetting<Options>) => Form<Options>,
  styles = '',
): void {
  const address = readAddress(window.location.hash);
  const page = new FrameEnd<FormContract<Options>>(address.page, address.channel);
  const base = new CSSStyleSheet();
  base.replaceSync(baseStyles + styles);
  let { locale } = address;
  let appearance: Appearance = {};
  let options = {} as Options;
  let form: Form<Options> | null = null;
  let lastChange = '';
  let lastInvalid = false;
  let hard: ReturnType<typeof playHard> | null = null;

  const ready = (): Form<Options> => {
    if (!form) throw new Error('The Element has not loaded.');
    return form;
  };

  const report = (): void => {
    if (!form) return;
    const change = form.change();
    const written = JSON.stringify(change);
    if (written !== lastChange) {
      lastChange = written;
      page.tell('change', change);
      if (change.complete) hard?.completed();
    }
    if (form.invalid === lastInvalid) return;
    lastInvalid = form.invalid;
    page.tell('invalid', lastInvalid);
  };

  /** Draws the form with what was typed into it, or with nothing. */
  const draw = (typed: Record<string, string> | null | undefined = form?.values()): void => {
    const shown = form?.element;
    document.documentElement.lang = spokenLocale(locale);
    document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
    form = make({
      locale,
      options,
      idPrefix: (name) => idPrefix(address.quirks.generation, name),
      changed: report,
    });
    if (typed) form.restore(typed);
    if (shown) shown.replaceWith(form.element);
    else document.body.append(form.element);
    report();
  };

  page.listen({
    init(setup) {
      ({ appearance, options } = setup);
      loadFonts(setup.fonts);
      applyAppearance(appearance, base);
      draw();
      if (address.quirks.hardMode) hard = playHard(() => draw(null));
      reportActivity(page);
      return {};
    },
    updateGroup(changes) {
      if (changes.appearance) {
        appearance = changes.appearance;
        applyAppearance(appearance, base);
      }
      if (changes.locale && changes.locale !== locale) {
        locale = changes.locale;
        draw();
      }
      return null;
    },
    updateElement(changes) {
      options = { ...options, ...changes };
      ready().update(changes);
      report();
      return null;
    },
    check() {
      const error = ready().check();
      report();
      return { error };
    },
    focus() {
      ready().focus();
      return null;
    },
    blur() {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return null;
    },
    clear() {
      ready().clear();
      report();
      return null;
    },
  });
}
