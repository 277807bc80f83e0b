import type { VerificationView } from '../../resources/verification-view';
import { escapeHtml } from '../../elements/serve/security';

/** What the buyer typed and was refused, to be corrected. */
export interface Refused {
  readonly message: string;
  readonly typed: { readonly code: string; readonly first: string; readonly second: string };
}

/** The whole page, as far as the verification has got. */
export function verificationPage(view: VerificationView, refused: Refused | null): string {
  const account = escapeHtml(`${view.bank} ••••\u00a0${view.last4}`);
  switch (view.state) {
    case 'waiting':
      return shell(
        'Verify your bank account',
        `<p class="lead">${escapeHtml(view.merchant)} sent ${
          view.type === 'amounts' ? 'two small deposits' : 'a deposit of $0.01'
        } to ${account}. It takes one or two business days to arrive.</p>
${refused ? `<p class="refusal" role="alert" id="refusal">${escapeHtml(refused.message)}</p>` : ''}
<form method="post" novalidate>
${view.type === 'amounts' ? amountFields(refused) : codeField(refused)}
<button class="primary" type="submit">Verify</button>
</form>
${testValues(view.type)}`,
      );
    case 'verified':
      return shell(
        'Bank account verified',
        `<p class="lead" role="status">${account} can now be used with ${escapeHtml(view.merchant)}. You can close this page.</p>`,
      );
    case 'failed':
      return shell(
        'This bank account could not be verified',
        `<p class="refusal" role="alert">${escapeHtml(view.message ?? '')}</p>
<p class="lead">Go back to ${escapeHtml(view.merchant)} and use another payment method.</p>`,
      );
    case 'ended':
      return shell(
        'There is nothing to verify',
        `<p class="lead">${escapeHtml(view.merchant)} no longer waits for this bank account.</p>`,
      );
  }
}

/** For an address that leads nowhere. */
export function noVerificationPage(): string {
  return shell(
    'No such verification',
    '<p class="lead">The address is incomplete, or the bank account it belongs to is gone.</p>',
  );
}

function invalid(refused: Refused | null, hint: string): string {
  return refused
    ? ` aria-invalid="true" aria-describedby="refusal ${hint}" autofocus`
    : ` aria-describedby="${hint}"`;
}

function codeField(refused: Refused | null): string {
  return `<div class="field">
<label for="descriptor-code">6-character code</label>
<input class="code" id="descriptor-code" name="descriptor_code" value="${escapeHtml(refused?.typed.code ?? '')}" maxlength="6" autocomplete="off" autocapitalize="characters" spellcheck="false" required${invalid(refused, 'code-hint')}>
<p class="hint" id="code-hint">It stands beside the deposit on your statement and starts with SM.</p>
</div>`;
}

function amountFields(refused: Refused | null): string {
  const field = (name: string, label: string, value: string, first: boolean): string => {
    const state = first ? invalid(refused, 'amount-hint') : refused ? ' aria-invalid="true"' : '';
    return `<div class="field"><label for="${name}">${label}</label><div class="money"><span aria-hidden="true">$0.</span><input id="${name}" name="${name}" value="${escapeHtml(value)}" inputmode="numeric" maxlength="2" autocomplete="off" required${state}></div></div>`;
  };
  return `<fieldset>
<legend>Amounts of the two deposits, in cents</legend>
${field('amount-1', 'First deposit', refused?.typed.first ?? '', true)}
${field('amount-2', 'Second deposit', refused?.typed.second ?? '', false)}
</fieldset>
<p class="hint" id="amount-hint">They are named ACCTVERIFY on your statement. Their order does not matter.</p>`;
}

function testValues(type: VerificationView['type']): string {
  const [right, exceeded, timeout] =
    type === 'amounts'
      ? ['32</code> and <code>45', '10</code> and <code>11', '40</code> and <code>41']
      : ['SM11AA', 'SM33CC', 'SM44DD'];
  return `<div class="note tests"><p>Test values</p><ul>
<li><code>${right}</code>: the account is verified</li>
<li><code>${exceeded}</code>: one wrong answer too many</li>
<li><code>${timeout}</code>: the ten days are over</li>
</ul></div>`;
}

function shell(heading: string, content: string): string {
  return `<!doctype html>
<html lang="en">
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
<p class="bank">Bank account verification</p>
<h1>${heading}</h1>
${content}
</main>
</body>
</html>
`;
}
