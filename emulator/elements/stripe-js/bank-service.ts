import type { BankWindowOutcome } from '../channel/bank-contract';
import type { BankWindowService } from '../payment-frame/bank-form-session';
import { openBankWindow } from './bank-window';
import type { PaymentElement } from './payment-element';

/** Opens the bank window for a Payment Element whose form asks for it. */
export function bankService(element: PaymentElement, ask: unknown): Promise<BankWindowOutcome> {
  const { core, locale, options } = element.elementsGroup;
  return openBankWindow(core, {
    ...(ask as BankWindowService),
    consented: false,
    several: false,
    locale,
    dark: options.appearance?.theme === 'night' ? true : null,
  });
}
