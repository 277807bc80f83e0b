import { invalidRequest, type Settings, type StripeJsSettings } from './contract';

const calm: StripeJsSettings = {
  generation: '2025',
  hardMode: false,
  nestedChallenge: false,
  link: false,
};

/** What is in force for a platform. */
export function stripeJsFor(
  { stripeJs, stripeJsOf }: Readonly<Settings>,
  namespace: string,
): StripeJsSettings {
  return { ...calm, ...stripeJs, ...stripeJsOf[namespace] };
}

/** Changes some switches for all platforms, or for one; throws a 400 that names what is wrong. */
export function changeStripeJs(settings: Settings, given: unknown, namespace?: string): void {
  const problem = problemOfStripeJs(given);
  if (problem) throw invalidRequest(`Invalid stripeJs: ${problem}`, { param: 'stripeJs' });
  const changes = given as Partial<StripeJsSettings>;
  if (namespace === undefined) {
    settings.stripeJs = { ...settings.stripeJs, ...changes };
    return;
  }
  const known = settings.stripeJsOf[namespace];
  settings.stripeJsOf = { ...settings.stripeJsOf, [namespace]: { ...known, ...changes } };
}

/** Why a value is not (some of) the switches of Stripe.js; null when it is. */
export function problemOfStripeJs(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'must be an object of generation, hardMode, nestedChallenge, link';
  }
  for (const [name, setting] of Object.entries(value)) {
    switch (name) {
      case 'generation':
        if (setting === '2022' || setting === '2025') break;
        return 'generation must be "2022" or "2025"';
      case 'hardMode':
        if (typeof setting === 'boolean' || setting === 'twin-first') break;
        return 'hardMode must be true, false or "twin-first"';
      case 'nestedChallenge':
        if (typeof setting === 'boolean' || setting === '2020') break;
        return 'nestedChallenge must be true, false or "2020"';
      case 'link':
        if (typeof setting === 'boolean' || setting === 'ticked') break;
        return 'link must be true, false or "ticked"';
      default:
        return `there is no ${name}`;
    }
  }
  return null;
}

/** The same for the switches of single platforms. */
export function problemOfStripeJsOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'must be an object of switches by namespace';
  }
  for (const [namespace, switches] of Object.entries(value)) {
    if (!/^[A-Za-z0-9-]+$/.test(namespace)) return `${namespace} is not a namespace`;
    const problem = problemOfStripeJs(switches);
    if (problem) return problem;
  }
  return null;
}
