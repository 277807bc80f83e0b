import type Stripe from 'stripe';
import { html, type Html } from '../html';
import { industries, sectionsFor, type Answers, type Field, type FieldName } from './fields';

/** The frame of every page here. */
function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/onboarding.css" />
      </head>
      <body>
        <main>
          <p class="brand"><strong>Stripe, emulated</strong><span>Test mode</span></p>
          ${content}
        </main>
      </body>
    </html> `.text;
}

export interface FormView {
  readonly account: Stripe.Account;
  readonly platform: string;
  readonly updating: boolean;
  readonly answers: Answers;
  readonly known: ReadonlySet<FieldName>;
  readonly problems: ReadonlyMap<FieldName, string>;
}

/** The form for what Stripe must know before an account can charge and be paid out. */
export function formPage(view: FormView): string {
  const { account, platform, updating, problems } = view;
  const title = updating ? 'Update your details' : 'Tell Stripe about your business';
  return page(
    problems.size > 0 ? `Error: ${title}` : title,
    html`
      <h1>${title}</h1>
      <p class="lead">
        ${platform} works with Stripe to pay you. Nothing is really checked here, and nobody sees it
        but this emulator.
      </p>
      <form method="post" novalidate>
        ${submitByEnter}
        <div class="test">
          <p>Fill what is empty with values that pass in test mode.</p>
          <button type="submit" name="action" value="test-data">Use test data</button>
        </div>
        ${problems.size > 0 && summary(problems)}
        ${sectionsFor(account).map(
          ({ title: name, fields }, index) => html`
            <section aria-labelledby="part-${index}">
              <h2 id="part-${index}">${name}</h2>
              ${index === 0 && kindAndIndustry(view.answers)}
              <div class="pair">${fields.map((field) => fieldOf(field, view))}</div>
              ${index === 2 && payoutAccount(account)}
            </section>
          `,
        )}
        <p class="hint">
          By pressing Submit you accept the terms of service of an emulator, which has none.
        </p>
        <div class="actions">
          <button class="primary" type="submit" name="action" value="submit">Submit</button>
          <button class="quiet" type="submit" name="action" value="later">
            Save for later and return to ${platform}
          </button>
        </div>
      </form>
    `,
  );
}

/** The form's first button is what Enter presses. */
const submitByEnter = html`<button
  class="by-enter"
  type="submit"
  name="action"
  value="submit"
  tabindex="-1"
  aria-hidden="true"
></button>`;

function summary(problems: ReadonlyMap<FieldName, string>): Html {
  return html`<div class="summary" role="alert" tabindex="-1" id="problems">
    <h2>Something is missing or not right</h2>
    <ul>
      ${[...problems].map(([name, text]) => html`<li><a href="#${name}">${text}</a></li>`)}
    </ul>
  </div>`;
}

function kindAndIndustry({ type, industry }: Answers): Html {
  const kinds = [
    ['individual', 'An individual'],
    ['company', 'A company'],
  ] as const;
  return html`<fieldset class="kinds">
      <legend>You sell as</legend>
      ${kinds.map(
        ([value, label]) =>
          html`<label
            ><input
              type="radio"
              name="type"
              id="type-${value}"
              value="${value}"
              ${type === value && html` checked`}
            />${label}</label
          >`,
      )}
    </fieldset>
    <div class="field">
      <label for="industry">Industry</label>
      <select id="industry" name="industry">
        ${industries.map(
          ([code, name]) =>
            html`<option value="${code}" ${code === industry && html` selected`}>${name}</option>`,
        )}
      </select>
    </div>`;
}

function fieldOf(field: Field, { answers, known, problems }: FormView): Html {
  const { name, label, kind = 'text', autocomplete, company } = field;
  const problem = problems.get(name);
  const filed = known.has(name);
  const notes = [problem ? `${name}-wrong` : '', filed ? `${name}-hint` : ''].filter(Boolean);
  return html`<div class="field${company && ' company'}">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${kind}"
      value="${answers[name]}"
      autocomplete="${autocomplete}"
      ${notes.length > 0 && html`aria-describedby="${notes.join(' ')}"`}
      ${problem && html`aria-invalid="true"`}
    />
    ${filed && html`<p class="hint" id="${name}-hint">On file. Leave it empty to keep it.</p>`}
    ${problem && html`<p class="wrong" id="${name}-wrong">${problem}</p>`}
  </div>`;
}

function payoutAccount(account: Stripe.Account): Html | false {
  const [first] = account.external_accounts?.data ?? [];
  if (!first) return false;
  const name = first.object === 'card' ? first.brand : (first.bank_name ?? 'Bank account');
  return html`<p class="hint">Paid out to ${name} •••• ${first.last4}.</p>`;
}

/** For a link that leads nowhere. */
export function unknownLinkPage(): string {
  return page(
    'This link is not valid',
    html`<div class="panel">
      <h1>This link is not valid</h1>
      <p class="lead">
        It was used before, or it is too old. Go back to the platform that sent you here and ask for
        a new one.
      </p>
    </div>`,
  );
}

/** The little that this emulator shows of the Express Dashboard. */
export function expressPage(account: Stripe.Account): string {
  const banks = account.external_accounts?.data ?? [];
  const { business_profile, company, individual } = account;
  const person = [individual?.first_name, individual?.last_name].filter(Boolean).join(' ');
  const rows: readonly (readonly [string, string])[] = [
    ['Business', business_profile?.name || company?.name || person || 'Not named yet'],
    ['Account', account.id],
    ['Payments', account.charges_enabled ? 'Enabled' : 'Not enabled'],
    ['Payouts', account.payouts_enabled ? 'Enabled' : 'Not enabled'],
    ['Paid out to', banks.map(({ last4 }) => `•••• ${last4}`).join(', ') || 'Nothing yet'],
    ['Still needed', account.requirements?.currently_due?.join(', ') || 'Nothing'],
  ];
  return page(
    'Express Dashboard',
    html`<h1>Express Dashboard</h1>
      <p class="lead">
        A stand-in for the Express Dashboard: payments and payouts are in the emulator’s own
        dashboard.
      </p>
      <div class="panel">
        <dl>
          ${rows.map(
            ([label, value]) =>
              html`<dt>${label}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </div>`,
  );
}
