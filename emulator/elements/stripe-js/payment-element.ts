import type { ChangePayload, PaymentFrameContract } from '../channel/contracts';
import type { PageEnd } from '../channel/page-end';
import { pageTexts } from '../locales/page-texts';
import type { PaymentElementOptions } from '../payment-frame/options';
import { withoutCollected } from './collected';
import type { Container } from './container';
import type { ElementsGroup } from './elements-group';
import { FramedElement } from './framed-element';
import { frameOptions } from './group-options';
import { runPageService } from './page-services';
import { checkPaymentOptions } from './payment-options';
import { since } from './release';

/** The page's side of a Payment Element (docs.stripe.com/js/element). Holds no card data. */
export class PaymentElement extends FramedElement<PaymentFrameContract, PaymentElementOptions> {
  /** `fields` as the frame was last told them, less what others of the group ask for. */
  private asked = '';
  /** @internal The type of the chosen method, as the frame last told it. */
  chosen: string | undefined;

  constructor(group: ElementsGroup, options: unknown, forget: () => void) {
    super(
      group,
      {
        type: 'payment',
        frame: 'payment',
        title: (locale) => pageTexts(locale).payment,
        loads: 'form',
        mark: 'elements-inner-accessory-target',
      },
      checkPaymentOptions(options, "elements.create('payment')"),
      forget,
    );
  }

  override update(changes: unknown): this {
    this.assertAlive();
    const checked = this.check(changes, 'paymentElement.update()');
    this.options = { ...this.options, ...checked };
    const { fields, ...others } = checked;
    this.ask('updateElement', others);
    if (fields) this.collectionChanged();
    return this;
  }

  /** Closes the chosen method, where there is a picker. */
  collapse(): this {
    this.assertAlive();
    this.ask('collapse', null);
    return this;
  }

  /** @internal Others of the group ask for what was asked for here, or no longer do. */
  collectionChanged(): void {
    if (!this.container) return;
    const { fields = {} } = withoutCollected(this.options, this.elementsGroup.collectors);
    if (JSON.stringify(fields) === this.asked) return;
    this.asked = JSON.stringify(fields);
    this.ask('updateElement', { fields });
  }

  protected override check(given: unknown, where: string): PaymentElementOptions {
    return checkPaymentOptions(given, where);
  }

  protected override setup(): PaymentFrameContract['requests']['init']['ask'] {
    const own = withoutCollected(this.options, this.elementsGroup.collectors);
    const options = since('basil') ? own : { ...own, layout: beforeBasil(own.layout) };
    this.asked = JSON.stringify(options.fields ?? {});
    return { group: frameOptions(this.elementsGroup.options), options };
  }

  protected override changed(change: ChangePayload): object {
    this.chosen = change.value.type || undefined;
    return change;
  }

  protected override left(): void {
    this.chosen = undefined;
  }

  private get bankSearchTitle(): string {
    return pageTexts(this.elementsGroup.locale).bankSearch;
  }

  protected override entered(line: PageEnd<PaymentFrameContract>, container: Container): void {
    line.on('cardDetails', (payload) => this.tell('carddetailschange', payload));
    line.on('service', ({ id, service, payload }) => {
      runPageService(this, service, payload).then(
        (answer) => this.ask('served', { id, answer }),
        (error: Error) => this.ask('served', { id, problem: error.message }),
      );
    });
    line.on('saved', ({ event, ...outcome }) => this.tell(event, outcome));
    line.on('methods', ({ types }) => {
      if (types.includes('us_bank_account')) container.offersBanks(this.bankSearchTitle);
      this.tell('availablepaymentmethodschange', {
        paymentMethods: Object.fromEntries(types.map((type) => [type, { available: true }])),
      });
    });
  }
}

/**
 * Basil made an accordion of the picker that a page gets which names none, and closed accordions at
 * first (docs.stripe.com/changelog/basil/2025-03-31).
 */
function beforeBasil(
  layout: PaymentElementOptions['layout'] = 'tabs',
): PaymentElementOptions['layout'] {
  const given = typeof layout === 'object' ? layout : { type: layout };
  return given.type === 'accordion' ? { defaultCollapsed: false, ...given } : layout;
}
