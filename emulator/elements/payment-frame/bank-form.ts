import type { FormSetup } from './forms';
import type { MethodForm } from './method-form';
import { redirectForm } from './redirect-form';

/** The form of `us_bank_account`. Its fields are still to come. */
export function bankForm({ texts }: FormSetup): MethodForm {
  return redirectForm('us_bank_account', texts.methods.redirect);
}
