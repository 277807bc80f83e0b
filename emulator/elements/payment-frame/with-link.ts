import type { ApiError } from '../api-client/api-error';
import type { CardDetails, DeclineNotice } from '../channel/contracts';
import { h } from './dom';
import type { FormSetup } from './forms';
import { LinkOffer } from './link-offer';
import type { BillingDetails, MethodForm } from './method-form';

/** A method's form with the offer of Link under it, which appears once the form is whole. */
export class WithLink implements MethodForm {
  readonly element: HTMLElement;
  private readonly form: MethodForm;
  private readonly offer: LinkOffer;

  constructor(
    make: (setup: FormSetup) => MethodForm,
    private readonly setup: FormSetup,
  ) {
    this.offer = new LinkOffer(setup);
    let made = false;
    this.form = make({
      ...setup,
      changed: () => {
        if (made) this.look();
        setup.changed();
      },
    });
    made = true;
    this.element = h('div', {}, this.form.element, this.offer.element);
    this.look();
  }

  get type(): string {
    return this.form.type;
  }

  get terms(): HTMLElement | null {
    return this.form.terms ?? null;
  }

  state(): { empty: boolean; complete: boolean; invalid: boolean } {
    const { empty, complete, invalid } = this.form.state();
    const { offer } = this;
    return { empty, complete: complete && offer.complete, invalid: invalid || offer.invalid };
  }

  submit(): ApiError | null {
    const problem = this.form.submit();
    // Its own fields are shown as bad, too, but the first bad field of the form has the focus.
    if (problem) return problem;
    const offered = this.offer.submit();
    this.setup.changed();
    return offered;
  }

  /** Makes the account; where that fails, the payment stands all the same. */
  async accepted(given: BillingDetails): Promise<void> {
    const account = this.offer.signUp;
    if (!account) return;
    await this.setup.client.call('POST', '/v1/consumers/accounts/sign_up', {
      email_address: given.email,
      ...account,
      country: this.address()?.country ?? undefined,
      consent_action: 'clicked_checkbox_mobile',
    });
  }

  data(): ReturnType<MethodForm['data']> {
    return this.form.data();
  }

  address(): ReturnType<MethodForm['address']> {
    return this.form.address();
  }

  cardDetails(): CardDetails | undefined {
    return this.form.cardDetails?.();
  }

  showDecline(notice: DeclineNotice): void {
    this.form.showDecline(notice);
  }

  setReadOnly(readOnly: boolean): void {
    this.form.setReadOnly(readOnly);
    this.offer.setReadOnly(readOnly);
  }

  focus(): void {
    this.form.focus();
  }

  clear(): void {
    this.form.clear();
    this.offer.clear();
    this.setup.changed();
  }

  values(): Record<string, string> {
    return { ...this.form.values(), ...this.offer.values() };
  }

  restore(values: Record<string, string>): void {
    this.form.restore(values);
    this.offer.restore(values);
    this.look();
  }

  private look(): void {
    if (this.form.state().complete) this.offer.show();
  }
}
