import { Hono, type Context as RequestContext } from 'hono';
import {
  tellDeposits,
  verificationView,
  type ToldDeposits,
  type VerificationView,
} from '../../resources/verification-view';
import type { PageDependencies } from '../../server/contract';
import { languageFor, type Language } from './language';
import { noVerificationPage, problemOf, verificationPage, type Refused } from './page';
import { microdepositStyles } from './styles';

const address = '/microdeposits/:account/:intent/:seal';

/**
 * The page that `hosted_verification_url` leads to, where a buyer tells what arrived in the account
 * (docs.stripe.com/payments/ach-direct-debit/accept-a-payment). It needs no script.
 */
export function microdepositsApp(deps: PageDependencies): Hono {
  const app = new Hono();

  app.get('/assets/microdeposits.css', (c) =>
    c.body(microdepositStyles, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );

  app.get(address, (c) => {
    const { account, intent, seal } = c.req.param();
    const language = languageOf(c);
    const view = deps.transaction(account, (context) => verificationView(context, intent, seal));
    return view
      ? answer(c, verificationPage(view, null, language))
      : answer(c, noVerificationPage(language), 404);
  });

  app.post(address, async (c) => {
    const { account, intent, seal } = c.req.param();
    const typed = await readForm(c);
    const language = languageOf(c);
    // Only the page's own form may post here.
    const origin = c.req.header('Origin');
    if (origin !== undefined && origin !== deps.urls().bank) {
      return answer(c, noVerificationPage(language), 400);
    }
    const result = deps.transaction(account, (context) => {
      const view = verificationView(context, intent, seal);
      const given = view && read(language, view.type, typed);
      // What can't be an answer is not counted as a wrong one.
      return typeof given === 'string'
        ? view && { view, refusal: { message: given, code: null } }
        : given && tellDeposits(context, intent, seal, given);
    });
    if (!result) return answer(c, noVerificationPage(language), 404);
    // So that reloading the page tells nothing twice.
    if (result.view.state !== 'waiting') return c.redirect(c.req.path, 303);
    const refused: Refused | null =
      result.refusal === null
        ? null
        : { message: problemOf(result.view, result.refusal, language), typed };
    return answer(c, verificationPage(result.view, refused, language), 400);
  });

  return app;
}

async function readForm(c: RequestContext): Promise<Refused['typed']> {
  const form = await c.req.parseBody();
  const text = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value.trim().slice(0, 12) : '';
  };
  return { code: text('descriptor_code'), first: text('amount-1'), second: text('amount-2') };
}

function languageOf(c: RequestContext): Language {
  return languageFor(c.req.header('Accept-Language'));
}

/** What was typed, as the API takes it; a sentence when it can't be that. */
function read(
  { texts }: Language,
  type: VerificationView['type'],
  { code, first, second }: Refused['typed'],
): ToldDeposits | string {
  if (type === 'descriptor_code') {
    return code.length === 6 ? { descriptor_code: code } : texts.code.incomplete;
  }
  const amounts = [first, second].map(Number);
  const whole = first !== '' && second !== '' && amounts.every(Number.isInteger);
  return whole ? { amounts } : texts.amounts.incomplete;
}

function answer(
  c: RequestContext,
  html: string,
  status: 200 | 400 | 404 = 200,
): Response | Promise<Response> {
  return c.html(html, status, {
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
    // The address is as good as a password, and `no-referrer` would take the form's Origin away.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
}
