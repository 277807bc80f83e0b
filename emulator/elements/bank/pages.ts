import { decimalsOf } from '../../rules/money';
import type { Challenge } from '../../rules/three-d-secure';
import { isRightToLeft, spokenLocale } from '../locales/choose';
import { questionTexts } from '../locales/question-texts';
import { escapeHtml } from '../serve/security';

const emblem =
  '<svg viewBox="0 0 26 26" fill="none" aria-hidden="true"><path d="M13 2 3 7v2.500h20V7L13 2Zm-7.500 9.500V19m5-7.500V19m5-7.500V19m5-7.500V19M3 22.500h20" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/></svg>';

/** How a page is shown: in the 3D Secure window, or as a page of its own after a redirect. */
export interface Setting {
  frames: string;
  script: string;
  theme: 'light' | 'dark' | null;
  whole: boolean;
  /** Whether the page's buttons are as unsteady as real ones. */
  hard?: boolean;
  /** Whether it stands in the frame of a `nestingPage`. */
  nested?: boolean;
  /** What is not Stripe's own of the question is said in its language. */
  locale?: string;
}

/** What the buttons say: since 2024, and before, when the page stood in a frame of its own. */
const verbs = {
  flat: { complete: 'Complete', fail: 'Fail' },
  nested: { complete: 'Complete authentication', fail: 'Fail authentication' },
} as const;

/** The page around the question in the older nesting: nothing but a frame, `acsFrame`. */
export function nestingPage(address: string, setting: Setting): string {
  return wholeDocument(
    setting,
    'nesting',
    'Bank',
    `<body class="is-nesting"><iframe name="acsFrame" title="Bank" src="${escapeHtml(address)}"></iframe></body>`,
  );
}

/**
 * The test bank's question, with the heading and button ids of Stripe's own test page
 * (docs.stripe.com/testing#three-ds-cards).
 */
export function questionPage(challenge: Challenge, setting: Setting): string {
  const verb = verbs[setting.nested ? 'nested' : 'flat'];
  const { locale = 'en' } = setting;
  const texts = questionTexts(locale);
  const { amount, currency } = challenge;
  const rows: [string, string][] = [
    [texts.merchant, challenge.merchantName],
    ...(amount !== null && currency !== null
      ? [[texts.amount, formatAmount(amount, currency, locale)] as [string, string]]
      : []),
    [texts.card, `${brandName(challenge.brand)} •••• ${challenge.last4}`],
  ];
  return document(
    setting,
    'asking',
    '3D Secure 2 Test Page',
    `<p class="lead">${amount === null ? texts.saving : texts.paying}</p>
<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd>`).join('')}</dl>
<form method="post" lang="en">
<button id="test-source-authorize-3ds" class="primary" type="submit" name="outcome" value="authenticate">${verb.complete}</button>
<button id="test-source-fail-3ds" type="submit" name="outcome" value="fail">${verb.fail}</button>
</form>
<p class="note">${texts.note}</p>`,
    { locale },
  );
}

/** Shown for the moment until the window closes. */
export function answeredPage(challenge: Challenge, setting: Setting): string {
  const done = challenge.status === 'authenticated';
  return document(
    setting,
    'answered',
    done ? 'Authentication complete' : 'Authentication failed',
    `<p class="lead" role="status">${questionTexts(setting.locale ?? 'en').back}</p>`,
    { locale: setting.locale },
  );
}

export function unknownPage(setting: Setting): string {
  return document(
    setting,
    'unknown',
    'This authentication has ended',
    `<p class="lead">${questionTexts(setting.locale ?? 'en').ended}</p>`,
    { locale: setting.locale },
  );
}

/** A day as receipts, pages and PDFs of invoices write it, in UTC. */
export function dateOf(seconds: number): string {
  const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(seconds * 1000));
}

/**
 * The frame of every page here. `content` is HTML, in the language of `locale`; the heading and the
 * kind of page are English.
 */
export function document(
  setting: Setting,
  state: string,
  heading: string,
  content: string,
  { kind = 'Test bank', locale = 'en' }: { kind?: string; locale?: string | undefined } = {},
): string {
  const english = spokenLocale(locale).startsWith('en') ? '' : ' lang="en"';
  return wholeDocument(
    setting,
    state,
    heading,
    `<body${setting.whole ? ' class="is-page"' : ''}>
<main>
<p class="bank">${emblem} <bdi${english}>${kind}</bdi></p>
<h1${english}><bdi>${escapeHtml(heading)}</bdi></h1>
${content}
</main>
</body>`,
    locale,
  );
}

function wholeDocument(
  setting: Setting,
  state: string,
  title: string,
  body: string,
  locale = 'en',
): string {
  const theme = setting.theme ? ` data-theme="${setting.theme}"` : '';
  const hard = setting.hard ? ' data-hard' : '';
  return `<!doctype html>
<html lang="${spokenLocale(locale)}" dir="${isRightToLeft(locale) ? 'rtl' : 'ltr'}" data-state="${state}" data-frames="${setting.frames}"${theme}${hard}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/bank.css">
<script src="${setting.script}" defer></script>
</head>
${body}
</html>
`;
}

export function formatAmount(amount: number, currency: string, locale = 'en'): string {
  const digits = decimalsOf(currency);
  const format = new Intl.NumberFormat(spokenLocale(locale), {
    style: 'currency',
    currency,
    numberingSystem: 'latn',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}

export function brandName(brand: string): string {
  const names: Readonly<Record<string, string>> = { amex: 'American Express', jcb: 'JCB' };
  return names[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
}
