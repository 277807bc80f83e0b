import { bankService } from './bank-service';
import type { PaymentElement } from './payment-element';

/**
 * What a payment form may have the page do for it, by name: things a frame can't do, such as opening
 * a window over the whole page. The answer goes back into the frame, so it must survive being posted.
 */
type PageService = (element: PaymentElement, payload: unknown) => Promise<unknown>;

const services: Readonly<Record<string, PageService>> = { openBankWindow: bankService };

/** Runs a service for a frame. Rejects for a name that is not known. */
export async function runPageService(
  element: PaymentElement,
  name: string,
  payload: unknown,
): Promise<unknown> {
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  if (!service) throw new Error(`The page has no service named ${name}.`);
  return service(element, payload);
}
