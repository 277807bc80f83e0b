import type { ChangePayload } from '../channel/contracts';
import type { MethodForm } from './method-form';
import type { SavedMethod } from './session';

interface Told {
  change(payload: ChangePayload): void;
  invalid(invalid: boolean): void;
}

/** Tells the page of the form's state, each state once (docs.stripe.com/js/element/events/on_change). */
export class ChangeReport {
  private lastChange = '';
  private lastInvalid = false;

  constructor(private readonly told: Told) {}

  /** `consent` is the save checkbox, null where there is none. */
  tell(form: MethodForm | null, consent: boolean | null, saved: SavedMethod | undefined): void {
    const state = form?.state() ?? { empty: true, complete: false, invalid: false };
    const address = form?.address();
    const change: ChangePayload = {
      empty: state.empty,
      complete: state.complete,
      collapsed: form === null,
      value: {
        type: form?.type ?? '',
        ...(consent === null ? {} : { savePaymentMethod: consent }),
        ...(address ? { billingDetails: { address } } : {}),
        ...(saved ? { payment_method: toldOf(saved) } : {}),
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
}

/** What events say of a saved method. */
export function toldOf({ id, type, billing_details }: SavedMethod): {
  id: string;
  type: string;
  billing_details: object;
} {
  return { id, type, billing_details };
}
