import type { GroupOptions } from '../channel/contracts';

/** What the page takes payments by without Stripe; offered after Stripe's own. */
export function outsideTypes({
  externalPaymentMethodTypes: external = [],
  customPaymentMethods: custom = [],
}: GroupOptions): string[] {
  return [...external, ...custom.map(({ id }) => id)];
}

/** Whether a method is one of the page's own: it can be chosen, and no intent be confirmed with it. */
function isOutside(type: string): boolean {
  return type.startsWith('external_') || isCustom(type);
}

/** A method of the Dashboard's, which alone knows its name and logo. */
export function isCustom(type: string): boolean {
  return type.startsWith('cpmt_');
}

/** What the page has written under a method's name. */
export function subtitleOf(
  type: string,
  { customPaymentMethods: custom = [] }: GroupOptions,
): string | undefined {
  const found = custom.find(({ id }) => id === type);
  return (found?.options ?? found?.payment)?.subtitle;
}

/** Throws for what the page has to do itself: to it, an IntegrationError. */
export function refuseOutside(type: string): void {
  if (!isOutside(type)) return;
  throw new Error(
    `${type} is processed outside of Stripe. Look at selectedPaymentMethod of elements.submit() and do not go on with Stripe.js.`,
  );
}
