import type { ApiClient } from '../api-client/client';
import type { GroupOptions } from '../channel/contracts';
import type { Texts } from '../locales/texts';
import { bankForm } from './bank-form';
import { cardForm } from './card-form';
import type { MethodForm } from './method-form';
import type { PaymentElementOptions } from './options';
import { isCustom } from './outside-methods';
import { redirectForm } from './redirect-form';
import type { Session } from './session';
import { WithLink } from './with-link';

/** What a method's form is built from. */
export interface FormSetup {
  texts: Texts;
  /** The language spoken, as `Intl` takes it. */
  locale: string;
  /** Before the inputs' ids: `payment-`, or `Field-` on pages of the older generation. */
  idPrefix: string;
  options: PaymentElementOptions;
  group: GroupOptions;
  session: Session;
  /** The API, with the page's publishable key and connected account. */
  client: ApiClient;
  /** Call after every edit: completeness and validity are read anew. */
  changed(): void;
  /** Whether the offer to save one's details with Link is made, and its box ticked at first. */
  offersLink: boolean | 'ticked';
  /**
   * Asks the page for what a frame can't do itself, such as opening a window over the page. The
   * services are in `stripe-js/page-services.ts`. Rejects where the page has no such service.
   */
  askPage(service: string, payload: unknown): Promise<unknown>;
}

type FormMaker = (setup: FormSetup) => MethodForm;

/** Methods with fields of their own; every other one leads to another page. */
const makers: Readonly<Record<string, FormMaker>> = {
  card: (setup) => (setup.offersLink ? new WithLink(cardForm, setup) : cardForm(setup)),
  us_bank_account: bankForm,
};

/** Builds the form of a payment method. */
export function makeForm(type: string, setup: FormSetup): MethodForm {
  return (
    makers[type]?.(setup) ??
    redirectForm(type, isCustom(type) ? null : setup.texts.methods.redirect)
  );
}
