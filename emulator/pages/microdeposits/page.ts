import type { VerificationView } from '../../resources/verification-view';
import { isRightToLeft } from '../../elements/locales/choose';
import { fillIn } from '../../elements/locales/fill-in';
import { escapeHtml } from '../../elements/serve/security';
import type { Language } from './language';
import type { DepositTexts } from './texts';

/** What the buyer typed and was refused, to be corrected. */
export interface Refused {
  readonly message: string;
  readonly typed: { readonly code: string; readonly first: string; readonly second: string };
}

/** The whole page, as far as the verification has got. */
export function verificationPage(
  view: VerificationView,
  refused: Refused | null,
  language: Language,
): string {
  const { texts } = language;
  const { merchant } = view;
  const account = `${view.bank} ••••\u00a0${view.last4}`;
  const say = (text: string): string => escapeHtml(fillIn(text, { merchant, account }));
  switch (view.state) {
    case 'waiting':
      return shell(
        language,
        texts.verify.heading,
        `<p class="lead">${say(
          view.type === 'amounts' ? texts.verify.sentTwo : texts.verify.sentOne,
        )}</p>
${refused ? `<p class="refusal" role="alert" id="refusal">${escapeHtml(refused.message)}</p>` : ''}
<form method="post" novalidate>
${view.type === 'amounts' ? amountFields(texts, refused) : codeField(texts, refused)}
<button class="primary" type="submit">${texts.verify.button}</button>
</form>
${testValues(texts, view.type)}`,
      );
    case 'verified':
      return shell(
        language,
        texts.verified.heading,
        `<p class="lead" role="status">${say(texts.verified.lead)}</p>`,
      );
    case 'failed':
      return shell(
        language,
        texts.failed.heading,
        `<p class="refusal" role="alert">${escapeHtml(problemOf(view, view, language))}</p>
<p class="lead">${say(texts.failed.lead)}</p>`,
      );
    case 'ended':
      return shell(language, texts.ended.heading, `<p class="lead">${say(texts.ended.lead)}</p>`);
  }
}

/** For an address that leads nowhere. */
export function noVerificationPage(language: Language): string {
  const { heading, lead } = language.texts.unknown;
  return shell(language, heading, `<p class="lead">${lead}</p>`);
}

/** A problem in the page's language; in the API's own words where it has none of its own. */
export function problemOf(
  { left }: VerificationView,
  problem: { readonly message: string | null; readonly code: string | null },
  { texts }: Language,
): string {
  const own = texts.problems[problem.code ?? ''];
  return own === undefined ? (problem.message ?? '') : fillIn(own, { left: String(left) });
}

function invalid(refused: Refused | null, hint: string): string {
  return refused
    ? ` aria-invalid="true" aria-describedby="refusal ${hint}" autofocus`
    : ` aria-describedby="${hint}"`;
}

function codeField({ code }: DepositTexts, refused: Refused | null): string {
  return `<div class="field">
<label for="descriptor-code">${code.label}</label>
<input class="code" id="descriptor-code" dir="ltr" name="descriptor_code" value="${escapeHtml(refused?.typed.code ?? '')}" maxlength="6" autocomplete="off" autocapitalize="characters" spellcheck="false" required${invalid(refused, 'code-hint')}>
<p class="hint" id="code-hint">${code.hint}</p>
</div>`;
}

function amountFields({ amounts }: DepositTexts, refused: Refused | null): string {
  const field = (name: string, label: string, value: string, first: boolean): string => {
    const state = first ? invalid(refused, 'amount-hint') : refused ? ' aria-invalid="true"' : '';
    return `<div class="field"><label for="${name}">${label}</label><div class="money" dir="ltr"><span aria-hidden="true">$0.</span><input id="${name}" name="${name}" value="${escapeHtml(value)}" inputmode="numeric" maxlength="2" autocomplete="off" required${state}></div></div>`;
  };
  return `<fieldset>
<legend>${amounts.legend}</legend>
${field('amount-1', amounts.first, refused?.typed.first ?? '', true)}
${field('amount-2', amounts.second, refused?.typed.second ?? '', false)}
</fieldset>
<p class="hint" id="amount-hint">${amounts.hint}</p>`;
}

function testValues({ tests }: DepositTexts, type: VerificationView['type']): string {
  const both = (one: string, other: string): string =>
    `${one}</code> ${tests.and} <code dir="ltr">${other}`;
  const [right, exceeded, timeout] =
    type === 'amounts'
      ? [both('32', '45'), both('10', '11'), both('40', '41')]
      : ['SM11AA', 'SM33CC', 'SM44DD'];
  const row = (text: string, value = ''): string =>
    `<li>${fillIn(text, { value: `<code dir="ltr">${value}</code>` })}</li>`;
  return `<div class="note tests"><p>${tests.heading}</p><ul>
${row(tests.right, right)}
${row(tests.exceeded, exceeded)}
${row(tests.timeout, timeout)}
</ul></div>`;
}

function shell({ code, texts }: Language, heading: string, content: string): string {
  return `<!doctype html>
<html lang="${code}" dir="${isRightToLeft(code) ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/bank.css">
<link rel="stylesheet" href="/assets/microdeposits.css">
</head>
<body class="is-page">
<main>
<p class="bank">${texts.page}</p>
<h1>${heading}</h1>
${content}
</main>
</body>
</html>
`;
}
