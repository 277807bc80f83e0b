import type { ApiError } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import { applyAppearance } from '../appearance/apply';
import type {
  CardDetailsPayload,
  ChangePayload,
  GroupOptions,
  PaymentFrameContract,
} from '../channel/contracts';
import { isRightToLeft, spokenLocale, textsFor } from '../locales/choose';
import type { Texts } from '../locales/texts';
import { defaultLayout, idPrefix, startsCollapsed, textsOf } from '../quirks/generation';
import type { Quirks } from '../quirks/quirks';
import { CardDetailsReport } from './card-details';
import { ChangeReport } from './change-report';
import { h, keepFocus } from './dom';
import type { FormSetup } from './forms';
import { keepingOf, type Keeping } from './keeping';
import type { MethodForm } from './method-form';
import { MethodForms } from './method-forms';
import { MethodPlace, type Scene } from './method-place';
import { inOrder, keepFixed, readLayout, type Layout, type PaymentElementOptions } from './options';
import { another } from './saved-list';
import { subtitleOf } from './outside-methods';
import { SavedPlace } from './saved-place';
import type { Session } from './session';
import { pickerStyles } from './picker-styles';
import { savedStyles } from './saved-styles';
import { baseStyles } from './styles';

interface Told {
  change(payload: ChangePayload): void;
  invalid(invalid: boolean): void;
  cardDetails(payload: CardDetailsPayload): void;
  saved(payload: PaymentFrameContract['events']['saved']): void;
  askPage(service: string, payload: unknown): Promise<unknown>;
}

/** The whole form in one frame: the picker, the chosen method's fields, and what the page is told. */
export class PaymentElement {
  private readonly root = h('div', { class: 'p-PaymentElement' });
  private readonly base = new CSSStyleSheet();
  private forms!: MethodForms;
  /** A saved method's id, or a type; null while nothing is chosen. */
  private chosen: string | null = null;
  /** Whether the way to give something new is in sight. */
  private fresh = true;
  private started = false;
  private readonly changes: ChangeReport;
  private readonly cardDetails: CardDetailsReport;
  private readonly place: MethodPlace;
  private readonly saved: SavedPlace;

  constructor(
    private readonly setup: {
      options: PaymentElementOptions;
      group: GroupOptions;
      session: Session;
      locale: string;
      generation: Quirks['generation'];
      link: Quirks['link'];
      client: ApiClient;
    },
    private readonly told: Told,
  ) {
    this.changes = new ChangeReport(told);
    this.cardDetails = new CardDetailsReport((payload) => told.cardDetails(payload));
    this.base.replaceSync(baseStyles + pickerStyles + savedStyles);
    this.place = new MethodPlace(
      () => this.scene,
      (type) => this.choose(type),
    );
    this.saved = new SavedPlace({
      choose: (id) => this.chooseSaved(id),
      changed: (payload) => {
        told.saved(payload);
        if (!payload.success) return;
        this.draw();
        this.report();
        this.saved.focus();
      },
    });
    this.root.append(this.saved.element, this.place.element);
  }

  get texts(): Texts {
    const { generation, locale } = this.setup;
    return textsOf(generation, textsFor(locale), spokenLocale(locale));
  }

  /** Draws everything anew, keeping what was typed. Run at the start and when options change. */
  draw(
    typed = this.started ? this.forms.values() : new Map<string, Record<string, string>>(),
  ): void {
    const { locale, group } = this.setup;
    document.documentElement.lang = spokenLocale(locale);
    document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
    if (!this.started) applyAppearance(group.appearance ?? {}, this.base);
    this.forms = new MethodForms(this.formSetup, typed);
    const { saved } = this.forms;
    if (!this.started) this.chooseFirst();
    else if (!this.isOffered) this.chosen = saved[0]?.method.id ?? this.types[0] ?? null;
    this.fresh = saved.every(({ method }) => method.id !== this.chosen);
    this.started = true;
    this.saved.draw(this.formSetup, saved);
    if (!this.root.isConnected) document.body.append(this.root);
    this.paint();
  }

  /** Draws everything anew, and loses what was typed. */
  drawAnew(): void {
    this.draw(new Map());
    this.report();
  }

  /** The session's methods, in the page's order where it gives one. */
  get types(): string[] {
    return inOrder(this.setup.session.types, this.setup.options.paymentMethodOrder);
  }

  updateOptions(options: PaymentElementOptions): void {
    const before = { ...this.setup.options };
    Object.assign(this.setup.options, options);
    if (options.layout) this.setup.options.layout = keepFixed(options.layout, before.layout);
    const isNew = Object.entries(options).some(
      ([name, value]) =>
        JSON.stringify(value ?? {}) !== JSON.stringify(before[name as keyof typeof before] ?? {}),
    );
    if (!isNew) return;
    keepFocus(() => this.draw());
    this.report();
  }

  /** Takes new group options. Colours alone are changed in place, so that focus stays. */
  updateGroup(changes: GroupOptions & { locale?: string }, session: Session | null): void {
    const { locale, ...group } = changes;
    Object.assign(this.setup.group, group);
    if (session) this.setup.session = session;
    if (locale) this.setup.locale = locale;
    if (group.appearance) applyAppearance(group.appearance, this.base);
    if (locale || session) keepFocus(() => this.draw());
    this.report();
  }

  get form(): MethodForm | null {
    return this.chosen === null ? null : this.forms.get(this.chosen);
  }

  /** What is to be said of keeping the chosen method. */
  get keeping(): Keeping {
    const consent = this.chosen === null ? null : this.forms.consent(this.chosen);
    return keepingOf(this.setup.session, consent);
  }

  /** Shows all problems; the first one's error, or null when the form is ready to be sent. */
  submit(): ApiError | null {
    const { form } = this;
    if (form) return form.submit();
    return {
      type: 'validation_error',
      code: 'incomplete_payment_details',
      message: this.texts.methods.choose,
    };
  }

  /** Puts the focus where the buyer goes on: the first unfinished field, or the choice of a method. */
  focus(): void {
    const { form } = this;
    if (form?.saved) this.saved.focus();
    if (form) form.focus();
    else this.root.querySelector<HTMLElement>('input, button')?.focus();
  }

  collapse(): void {
    if (!this.place.hasPicker && this.saved.isEmpty) return;
    this.chosen = null;
    this.fresh = this.saved.isEmpty;
    this.paint();
    this.report();
  }

  /** Tells the page what changed since it was last told. */
  report(): void {
    const { form, chosen } = this;
    const consent = chosen === null ? null : this.forms.consent(chosen);
    const saved = this.forms.saved.find(({ method }) => method.id === chosen);
    this.changes.tell(form, consent, saved?.method);
    this.cardDetails.tell(form?.cardDetails?.());
  }

  private get layout(): Layout {
    const { generation, options } = this.setup;
    return readLayout(options.layout, defaultLayout(generation));
  }

  private get scene(): Scene {
    const { types, layout, texts, forms } = this;
    const { group, options } = this.setup;
    const subtitle = (type: string): string | undefined => subtitleOf(type, group);
    return { types, layout, texts, forms, subtitle, readOnly: options.readOnly === true };
  }

  private get formSetup(): FormSetup {
    const { generation, link, locale, options, group, session, client } = this.setup;
    return {
      texts: this.texts,
      locale: spokenLocale(locale),
      idPrefix: idPrefix(generation, 'payment'),
      options,
      group,
      session,
      client,
      changed: () => this.report(),
      offersLink: options.wallets?.link !== 'never' && link,
      askPage: (service, payload) => this.told.askPage(service, payload),
    };
  }

  /** What is open at the start: a saved method, the only way to pay, or what the layout says. */
  private chooseFirst(): void {
    const { layout, types } = this;
    const many = layout.type === 'accordion' && types.length > 1;
    const first = this.forms.saved[0]?.method.id;
    const closes = many && startsCollapsed(this.setup.generation);
    const collapsed = layout.defaultCollapsed ?? (closes && first === undefined);
    this.chosen = collapsed ? null : (first ?? types[0] ?? null);
  }

  private get isOffered(): boolean {
    const { chosen, types } = this;
    if (chosen === null || types.includes(chosen)) return true;
    return this.forms.saved.some(({ method }) => method.id === chosen);
  }

  private choose(type: string): void {
    if (this.chosen !== type) {
      this.chosen = type;
      this.paint();
      this.report();
    }
    document.querySelector<HTMLElement>(`#${type}-tab, #${type}-button`)?.focus();
  }

  private chooseSaved(id: string): void {
    this.fresh = id === another;
    this.chosen = this.fresh ? (this.types[0] ?? null) : id;
    this.paint();
    this.report();
  }

  private paint(): void {
    const { root, place, chosen, form } = this;
    root.classList.toggle('is-collapsed', form === null);
    root.dataset.isCollapsed = String(form === null);
    root.dataset.selectedPaymentForm = form?.type ?? '';
    this.saved.mark(form?.saved?.id ?? (this.fresh ? another : null));
    if (this.fresh) place.draw(chosen);
    else place.empty();
  }
}
