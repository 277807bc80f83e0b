import { h } from './dom';
import type { FormSetup } from './forms';

/** Whether a method's terms are shown: as the page says, else when the method is kept for later. */
function showsTerms(
  { options, session }: Pick<FormSetup, 'options' | 'session'>,
  method: 'card' | 'usBankAccount',
): boolean {
  const choice = options.terms?.[method] ?? 'auto';
  return choice === 'always' || (choice !== 'never' && session.saves);
}

/** The business as the terms name it. */
export function businessName({
  options,
  session,
  texts,
}: Pick<FormSetup, 'options' | 'session' | 'texts'>): string {
  return options.business?.name ?? session.businessName ?? texts.terms.thisBusiness;
}

/** The paragraph under the fields, `{business}` filled in; null where it is not shown. */
export function termsText(
  setup: FormSetup,
  method: 'card' | 'usBankAccount',
  text: string,
): HTMLElement | null {
  if (!showsTerms(setup, method)) return null;
  const words = text.replace('{business}', () => businessName(setup));
  return h('p', { class: 'p-TermsText TermsText' }, words);
}
