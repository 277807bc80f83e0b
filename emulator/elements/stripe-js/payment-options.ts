import type { PaymentElementOptions } from '../payment-frame/options';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';

const layouts = ['tabs', 'accordion', 'auto'];
const radios = ['always', 'auto', 'if_multiple', 'never'];

/** Checks options of the Payment Element; copies them so that they can cross to the frame. */
export function checkPaymentOptions(given: unknown, where: string): PaymentElementOptions {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') {
    throw new IntegrationError(`Invalid value for ${where}: options should be an object.`);
  }
  const options = plain(given as PaymentElementOptions);
  const layout = typeof options.layout === 'object' ? options.layout : { type: options.layout };
  if (layout.type !== undefined && !layouts.includes(layout.type)) {
    throw new IntegrationError(
      `Invalid value for ${where}: layout should be one of the following strings: ${layouts.join(', ')}. You specified: ${layout.type}.`,
    );
  }
  const chosen: unknown = 'radios' in layout ? layout.radios : undefined;
  if (chosen !== undefined && !radios.includes(chosen as string)) {
    throw new IntegrationError(
      `Invalid value for ${where}: layout.radios should be one of the following strings: ${radios.join(', ')}. You specified: ${String(chosen)}.`,
    );
  }
  return options;
}
