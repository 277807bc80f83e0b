import type { ApiError } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import { applyAppearance } from '../appearance/apply';
import type { ChangePayload, GroupOptions } from '../channel/contracts';
import { defaultLayout, idPrefix, textsOf } from '../quirks/generation';
import type { Quirks } from '../quirks/quirks';
import { isRightToLeft, spokenLocale, textsFor } from '../locales/choose';
import type { Texts } from '../locales/texts';
import { makeForm } from './forms';
import type { MethodForm } from './method-form';
import { readLayout, type Layout, type PaymentElementOptions } from './options';
import { accordion, methodName, tabs } from './picker';
import type { Session } from './session';
import { h } from './dom';
import { baseStyles } from './styles';

interface Told {
  change(payload: ChangePayload): void;
  invalid(invalid: boolean): void;
  cardDetails(brands: string[] | null): void;
  askPage(service: string, payload: unknown): Promise<unknown>;
}

/** The whole form in one frame: the picker, the chosen method's fields, and what the page is told. */
export class PaymentElement {
  private readonly root = h('div', { class: 'p-PaymentElement' });
  private readonly base = new CSSStyleSheet();
  private readonly kept = new Map<string, Record<string, string>>();
  private forms = new Map<string, MethodForm>();
  private selected: string | null = null;
  private started = false;
  private lastChange = '';
  private lastInvalid = false;

  constructor(
    private readonly setup: {
      options: PaymentElementOptions;
      group: GroupOptions;
      session: Session;
      locale: string;
      generation: Quirks['generation'];
      client: ApiClient;
    },
    private readonly told: Told,
  ) {
    this.base.replaceSync(baseStyles);
  }

  get texts(): Texts {
    const { generation, locale } = this.setup;
    return textsOf(generation, textsFor(locale), spokenLocale(locale));
  }

  /** Draws everything anew, keeping what was typed. Run at the start and when options change. */
  draw(): void {
    const { locale, group } = this.setup;
    for (const [type, form] of this.forms) this.kept.set(type, form.values());
    this.forms = new Map();
    document.documentElement.lang = spokenLocale(locale);
    document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
    applyAppearance(group.appearance ?? {}, this.base);
    const { layout } = this;
    const { types } = this;
    if (!this.started) {
      const many = layout.type === 'accordion' && types.length > 1;
      this.selected = (layout.defaultCollapsed ?? many) ? null : (types[0] ?? null);
      this.started = true;
    } else if (this.selected !== null && !types.includes(this.selected)) {
      this.selected = types[0] ?? null;
    }
    this.paint();
    if (!this.root.isConnected) document.body.append(this.root);
  }

  /** Draws everything anew, and loses what was typed. */
  drawAnew(): void {
    this.forms.clear();
    this.kept.clear();
    this.draw();
    this.report();
  }

  private get layout(): Layout {
    const { generation, options } = this.setup;
    return readLayout(options.layout, defaultLayout(generation));
  }

  private get session(): Session {
    return this.setup.session;
  }

  /** The session's methods, in the page's order where it gives one. */
  get types(): string[] {
    const order = this.setup.options.paymentMethodOrder ?? [];
    const rank = (type: string): number => {
      const index = order.indexOf(type);
      return index < 0 ? order.length : index;
    };
    return [...this.session.types].sort((one, other) => rank(one) - rank(other));
  }

  updateOptions(options: PaymentElementOptions): void {
    Object.assign(this.setup.options, options);
    this.draw();
    this.report();
  }

  /** Takes new group options. Colours alone are changed in place, so that focus stays. */
  updateGroup(changes: GroupOptions & { locale?: string }, session: Session | null): void {
    const { locale, ...group } = changes;
    Object.assign(this.setup.group, group);
    if (session) this.setup.session = session;
    if (locale) this.setup.locale = locale;
    if (locale || session) this.draw();
    else applyAppearance(this.setup.group.appearance ?? {}, this.base);
    this.report();
  }

  get form(): MethodForm | null {
    return this.selected === null ? null : this.formFor(this.selected);
  }

  /** Shows all problems; the first one's error, or null when the form is ready to be sent. */
  submit(): ApiError | null {
    const form = this.form;
    if (form) return form.submit();
    return {
      type: 'validation_error',
      code: 'incomplete_payment_details',
      message: 'Please select a payment method.',
    };
  }

  choose(type: string, focus = true): void {
    if (this.selected !== type) {
      this.selected = type;
      this.paint();
      this.report();
    }
    if (focus) document.querySelector<HTMLElement>(`#${type}-tab, #${type}-button`)?.focus();
  }

  collapse(): void {
    if (!this.hasPicker) return;
    this.selected = null;
    this.paint();
    this.report();
  }

  /** Tells the page what changed since it was last told. */
  report(): void {
    const form = this.form;
    const state = form?.state() ?? { empty: true, complete: false, invalid: false };
    const address = form?.address();
    const change: ChangePayload = {
      empty: state.empty,
      complete: state.complete,
      collapsed: form === null,
      value: {
        type: form?.type ?? '',
        ...(address ? { billingDetails: { address } } : {}),
      },
    };
    const written = JSON.stringify(change);
    if (written !== this.lastChange) {
      this.lastChange = written;
      this.told.change(change);
    }
    if (state.invalid !== this.lastInvalid) {
      this.lastInvalid = state.invalid;
      this.told.invalid(state.invalid);
    }
  }

  private get hasPicker(): boolean {
    const { layout } = this;
    if (this.types.length > 1) return true;
    return (
      layout.type === 'accordion' &&
      (layout.defaultCollapsed === true || layout.radios === 'always')
    );
  }

  private paint(): void {
    const { root, selected, types, texts } = this;
    const { layout } = this;
    root.classList.toggle('is-collapsed', selected === null);
    root.dataset.isCollapsed = String(selected === null);
    root.dataset.selectedPaymentForm = selected ?? '';
    if (!this.hasPicker) {
      const form = this.form;
      root.replaceChildren(
        h(
          'div',
          { role: 'group', 'aria-label': methodName(form?.type ?? 'card', texts) },
          form ? panel(form) : null,
        ),
      );
      return;
    }
    const draw = layout.type === 'tabs' ? tabs : accordion;
    root.replaceChildren(
      draw(
        {
          types,
          layout,
          texts,
          panel: (type) => panel(this.formFor(type)),
          choose: (type) => this.choose(type),
        },
        selected,
      ),
    );
  }

  private formFor(type: string): MethodForm {
    const known = this.forms.get(type);
    if (known) return known;
    const { options, group, session, generation, locale, client } = this.setup;
    const form = makeForm(type, {
      texts: this.texts,
      locale: spokenLocale(locale),
      idPrefix: idPrefix(generation, 'payment'),
      options,
      group,
      session,
      client,
      changed: () => this.report(),
      brandChanged: (brand) => this.told.cardDetails(brand === 'unknown' ? null : [brand]),
      askPage: (service, payload) => this.told.askPage(service, payload),
    });
    form.restore(this.kept.get(type) ?? {});
    form.setReadOnly(this.setup.options.readOnly === true);
    this.forms.set(type, form);
    return form;
  }
}

/** A form with its terms under it. */
function panel(form: MethodForm): HTMLElement {
  return h('div', { class: 'p-MethodPanel' }, form.element, form.terms);
}
