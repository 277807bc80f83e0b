import { directionOf } from '../language/languages';
import { escapeHtml } from '../model/escape-html';
import type { Letter } from './mail-text';

const soft = 'color:#5c574f';
const cell = 'padding:8px 0;border-bottom:1px solid #e6e1d8;vertical-align:top';

/**
 * A letter as mail programs show it: one table, styles beside what they style, nothing fetched from
 * anywhere.
 */
export function htmlMail(letter: Letter): string {
  const direction = directionOf(letter.language);
  const end = direction === 'rtl' ? 'left' : 'right';
  const { title, greeting, paragraphs, lines, facts, link, foot } = letter;
  const e = escapeHtml;
  const rows = lines.map(
    ({ name, about, amount }) =>
      `<tr><td style="${cell}"><strong>${e(name)}</strong>${about ? `<br><span style="${soft}">${e(about)}</span>` : ''}</td>` +
      `<td style="${cell};text-align:${end};white-space:nowrap">${e(amount)}</td></tr>`,
  );
  const told = facts.map(
    ([name, value]) =>
      `<tr><td style="padding:2px ${direction === 'rtl' ? '0 2px 16px' : '16px 2px 0'};${soft}">${e(name)}</td><td style="padding:2px 0;word-break:break-word">${e(value)}</td></tr>`,
  );
  const table = (content: readonly string[]) =>
    content.length > 0
      ? `<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="margin:16px 0;border-collapse:collapse">${content.join('')}</table>`
      : '';
  return `<!doctype html>
<html lang="${letter.language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${e(title)}</title></head>
<body style="margin:0;padding:24px;background:#fbfaf8;color:#1c1a17;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e6e1d8;border-radius:16px">
<p style="margin:0;font-weight:600;color:#0b6e4f">Souk</p>
<h1 style="margin:8px 0 16px;font-size:22px;line-height:1.3">${e(title)}</h1>
<p>${e(greeting)}</p>
${paragraphs.map((paragraph) => `<p>${e(paragraph)}</p>`).join('\n')}
${table(rows)}
${table(told)}
<p style="margin:24px 0"><a href="${e(link.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1c1a17;color:#ffffff;text-decoration:none">${e(link.words)}</a></p>
<p style="margin:24px 0 0;font-size:13px;${soft}">${e(foot)}</p>
</div>
</body>
</html>
`;
}
