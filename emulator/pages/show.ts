/** Small pieces that all pages share. */
import { inMajorUnits } from '../rules/money';
import { html, type Html } from './html';
import type { Plain, Reading } from './reading';
import { paths } from './paths';

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment in this machine's time, with the day when it isn't today's. */
export function moment(milliseconds: number, today: number = Date.now()): Html {
  const date = new Date(milliseconds);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(two).join('-');
  const isToday = date.toDateString() === new Date(today).toDateString();
  return html`<time datetime="${date.toISOString()}" title="${day} ${clock}"
    >${isToday ? clock : `${day} ${clock}`}</time
  >`;
}

/** `created` of an object, in Unix seconds. */
export function createdOf({ created }: Plain): Html | null {
  return typeof created === 'number' ? moment(created * 1000) : null;
}

function money(amount: number, currency: string): string {
  const [whole = '', cents] = inMajorUnits(amount, currency)
    .replace(/^[^\d-]+/, '')
    .split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${cents ? `.${cents}` : ''} ${currency.toUpperCase()}`;
}

/** A balance by currency: what is not zero, or the zero of the account's own currency. */
export function moneys(
  rows: readonly { amount: number; currency: string }[] = [],
  home?: string | null,
): Html {
  const some = rows.filter(({ amount }) => amount !== 0);
  const own = rows.filter(({ currency }) => currency === home);
  const shown = some.length ? some : own.length ? own : rows.slice(0, 1);
  if (shown.length === 0) return html`–`;
  return html`${shown.map(
    ({ amount, currency }, index) => html`${index > 0 && html`<br />`}${money(amount, currency)}`,
  )}`;
}

export type Tone = 'good' | 'bad' | 'busy' | 'quiet';

const tones: Readonly<Record<string, Tone>> = {
  succeeded: 'good',
  active: 'good',
  available: 'good',
  delivered: 'good',
  enabled: 'good',
  paid: 'good',
  won: 'good',
  complete: 'good',
  failed: 'bad',
  lost: 'bad',
  canceled: 'quiet',
  disabled: 'bad',
  inactive: 'bad',
  needs_response: 'bad',
  warning_needs_response: 'bad',
  requires_payment_method: 'bad',
  deleted: 'quiet',
  unrequested: 'quiet',
};

/** A word of state: its colour says no more than the word itself. */
export function badge(word: string, tone: Tone = tones[word] ?? 'busy'): Html {
  return html`<span class="badge is-${tone}">${word.replaceAll('_', ' ')}</span>`;
}

export function httpBadge(status: number): Html {
  return html`<span class="badge is-${status < 400 ? 'good' : status < 500 ? 'busy' : 'bad'}"
    >${status}</span
  >`;
}

/** An account by its name, the id as what one finds under it. */
export function accountLink(reading: Reading, id: string): Html {
  const name = reading.nameOf(id);
  return html`<a href="${paths.account(id)}" title="${id}" ${name === id ? html` class="id"` : null}
    >${name}</a
  >`;
}

/** `payment_method` as a heading: `Payment methods`. */
export function kindName(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  const plural =
    words.endsWith('y') && !words.endsWith('key') ? `${words.slice(0, -1)}ies` : `${words}s`;
  return plural.charAt(0).toUpperCase() + plural.slice(1);
}

/** What one wants to know of an object in a list, in a few words. */
export function summaryOf(object: Plain): string {
  const value = (name: string): unknown => object[name];
  const texts: string[] = [];
  if (typeof value('amount') === 'number' && typeof value('currency') === 'string') {
    texts.push(money(value('amount') as number, value('currency') as string));
  }
  const card = value('card') as { brand?: string; last4?: string } | null | undefined;
  if (card?.last4) texts.push(`${card.brand ?? 'card'} •••• ${card.last4}`);
  const bank = value('us_bank_account') as { last4?: string | null } | null | undefined;
  if (bank?.last4) texts.push(`bank •••• ${bank.last4}`);
  const profile = value('business_profile') as { name?: string | null } | null | undefined;
  if (profile?.name) texts.push(profile.name);
  for (const name of ['type', 'name', 'email', 'url', 'description', 'reason', 'country']) {
    const text = value(name);
    if (typeof text === 'string' && text && !texts.includes(text)) texts.push(text);
  }
  return texts.slice(0, 3).join(' · ');
}

/** The state of an object, if it has one. */
export function stateOf(
  object: Plain,
  hidden: Readonly<Record<string, unknown>> | null,
): Html | null {
  if (hidden?.deleted === true) return badge('deleted');
  return typeof object.status === 'string' ? badge(object.status) : null;
}

/** A button that posts one form of the dashboard. */
export function action(
  address: string,
  label: string,
  fields: Readonly<Record<string, string>> = {},
  look: 'plain' | 'danger' | 'primary' = 'plain',
): Html {
  return html`<form method="post" action="${address}">
    ${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}<button class="${look}" type="submit">${label}</button>
  </form>`;
}

/** A wide table that scrolls by itself, reachable by keyboard. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly Html[],
  numeric: readonly string[] = [],
): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map(
            (head) =>
              html`<th scope="col" ${numeric.includes(head) && html`class="number"`}>${head}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
