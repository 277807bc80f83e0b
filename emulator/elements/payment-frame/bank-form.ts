import type { ApiError } from '../api-client/api-error';
import { failed } from '../api-client/api-error';
import { readClientSecret } from '../api-client/intents';
import { bankTexts, type BankTexts } from '../locales/bank-texts';
import type { TestInstitution } from '../../rules/banks/institutions';
import { emailField, holderNameField, type HolderCode } from './bank-form-fields';
import { linkedRow } from './bank-form-linked';
import { BankSearch } from './bank-form-search';
import { linkBank, type LinkedSession } from './bank-form-session';
import { mandate } from './bank-form-terms';
import { h } from './dom';
import type { Field } from './field';
import type { FormSetup } from './forms';
import type { BillingDetails, MethodForm } from './method-form';
import { fieldChoice } from './options';
import { businessName } from './terms';

type Linking = ReturnType<typeof linkBank>;

/** The link under way. It outlives a form that is drawn anew while the window is open. */
let underWay: Linking | null = null;

/**
 * The form of `us_bank_account`: whose account it is, and which
 * (docs.stripe.com/payments/ach-direct-debit).
 */
export function bankForm(setup: FormSetup): MethodForm {
  return new BankForm(setup);
}

class BankForm implements MethodForm {
  readonly type = 'us_bank_account';
  readonly element: HTMLElement;
  readonly terms: HTMLElement | null;
  private readonly texts: BankTexts;
  private readonly email: Field<HolderCode> | null;
  private readonly name: Field<HolderCode> | null;
  private readonly search: BankSearch;
  private readonly place = h('div', {});
  private linked: LinkedSession | null = null;
  private readOnly = false;

  constructor(private readonly setup: FormSetup) {
    const { options, locale, idPrefix } = setup;
    const changed = (): void => setup.changed();
    this.texts = bankTexts(locale);
    const asks = (field: 'name' | 'email'): boolean =>
      fieldChoice(options, field, this.type) !== 'never';
    this.email = asks('email') ? emailField(setup, this.texts, changed) : null;
    this.name = asks('name') ? holderNameField(setup, changed) : null;
    const defaults = options.defaultValues?.billingDetails;
    if (defaults?.email) this.email?.setValue(defaults.email);
    if (defaults?.name) this.name?.setValue(defaults.name);
    this.search = new BankSearch({
      idPrefix,
      texts: this.texts,
      verification: setup.session.bankVerification,
      choose: (institution) => this.link(institution),
    });
    this.terms = mandate(setup, this.texts);
    this.element = h(
      'div',
      { class: 'p-BankForm' },
      this.email?.element,
      this.name?.element,
      this.place,
    );
    this.show(null);
    if (underWay) this.follow(underWay);
  }

  state(): { empty: boolean; complete: boolean; invalid: boolean } {
    const fields = this.fields();
    return {
      empty: this.linked === null && fields.every(({ value }) => value === ''),
      complete: this.linked !== null && fields.every((field) => field.check().state === 'complete'),
      invalid: this.search.invalid || fields.some((field) => field.invalid),
    };
  }

  submit(): ApiError | null {
    const problems = this.fields().map((field) => ({ field, problem: field.validate() }));
    const missing = this.linked === null;
    this.search.show(missing ? this.texts.missingBank : null);
    this.setup.changed();
    const first = problems.find(({ problem }) => problem !== null);
    if (first?.problem) {
      first.field.input.focus();
      const { code, message } = first.problem;
      return { type: 'validation_error', code, message };
    }
    if (!missing) return null;
    this.search.focus();
    // Unconfirmed: the code, and Stripe's words.
    return {
      type: 'validation_error',
      code: 'incomplete_payment_details',
      message: this.texts.missingBank,
    };
  }

  data(): { type: string; billing_details: BillingDetails; us_bank_account: object } {
    return {
      type: 'us_bank_account',
      us_bank_account: { link_account_session: this.linked?.session },
      billing_details: this.billing(),
    };
  }

  address(): null {
    return null;
  }

  showDecline(): void {
    // Nothing typed here is ever what a debit fails for: the page tells the buyer.
  }

  setReadOnly(readOnly: boolean): void {
    this.readOnly = readOnly;
    for (const field of this.fields()) field.input.disabled = readOnly;
    this.search.hold(readOnly || underWay !== null);
    for (const button of this.place.querySelectorAll('button')) button.disabled = readOnly;
  }

  focus(): void {
    const next = this.fields().find((field) => field.check().state !== 'complete');
    (next?.input ?? this.search).focus();
  }

  clear(): void {
    for (const field of this.fields()) {
      field.setValue('');
      field.forgive();
    }
    this.show(null);
    this.setup.changed();
  }

  values(): Record<string, string> {
    const typed = this.fields().map((field) => [field.input.name, field.value]);
    return {
      ...(Object.fromEntries(typed) as Record<string, string>),
      ...(this.linked ? { linked: JSON.stringify(this.linked) } : {}),
    };
  }

  restore(values: Record<string, string>): void {
    for (const field of this.fields()) field.setValue(values[field.input.name] ?? field.value);
    if (values.linked) this.show(JSON.parse(values.linked) as LinkedSession);
    this.setReadOnly(this.readOnly);
  }

  private fields(): Field<HolderCode>[] {
    return [this.email, this.name].filter((field) => field !== null);
  }

  private billing(): BillingDetails {
    const email = this.email?.value.trim();
    const name = this.name?.value.trim();
    return { ...(email ? { email } : {}), ...(name ? { name } : {}) };
  }

  private get business(): string | null {
    return this.setup.options.business?.name ?? this.setup.session.businessName;
  }

  /** What happens next to typed numbers: a payment waits for it, or nothing does. */
  private get deposits(): string {
    const { group } = this.setup;
    const saves = group.mode === 'setup' || readClientSecret(group.clientSecret)?.kind === 'setup';
    return (saves ? this.texts.depositsSetup : this.texts.deposits).replace('{business}', () =>
      businessName(this.setup),
    );
  }

  private link(institution: TestInstitution | null): void {
    if (underWay || this.readOnly) return;
    underWay = linkBank(this.setup, institution, {
      billing: this.billing(),
      business: this.business,
    });
    this.follow(underWay);
  }

  /** Holds the form until the window is closed, then shows what came of it. */
  private follow(linking: Linking): void {
    this.search.show(null);
    this.search.hold(true, this.texts.opening);
    void linking.then((result) => {
      underWay = null;
      this.search.hold(this.readOnly);
      if (failed(result)) this.search.show(result.error.message ?? this.texts.failed);
      else if (result.linked) this.show(result.linked)?.focus();
      this.setup.changed();
    });
  }

  /** Shows the search, or the account that is linked; answers the row of the latter. */
  private show(linked: LinkedSession | null): HTMLElement | null {
    this.linked = linked;
    this.search.show(null);
    if (!linked) {
      this.place.replaceChildren(this.search.element);
      return null;
    }
    const { element, row } = linkedRow(linked, {
      texts: this.texts,
      deposits: this.deposits,
      remove: () => {
        this.show(null);
        this.search.focus();
        this.setup.changed();
      },
    });
    this.place.replaceChildren(element);
    return row;
  }
}
