import { Hono, type Context as RequestContext } from 'hono';
import { invoicesApp } from '../../pages/invoices/app';
import { microdepositsApp } from '../../pages/microdeposits/app';
import { receiptMatches, receiptOf } from '../../resources/receipts';
import type { Context, PageDependencies } from '../../server/contract';
import { challengeExpired } from '../../rules/challenge';
import { answerChallenge, findChallenge, type Challenge } from '../../rules/three-d-secure';
import { answeredPage, nestingPage, questionPage, unknownPage } from '../bank/pages';
import { noReceiptPage, receiptPage } from '../bank/receipt-page';
import { bankStyles } from '../bank/styles';
import { browserFile } from './browser-files';
import { accountOf, answer, quirksOf, readOutcome, settingOf } from './bank-answer';
import { sourcesApp } from './sources-app';

/**
 * The simulated bank: the page inside the 3D Secure window, and the same question as a page of its
 * own for buyers who were redirected (docs.stripe.com/payments/3d-secure/authentication-flow). The
 * receipts and invoices that Stripe hosts are served beside them.
 */
export function bankApp(deps: PageDependencies): Hono {
  const app = new Hono();
  app.route('/', microdepositsApp(deps)).route('/', invoicesApp(deps)).route('/', sourcesApp(deps));

  app.get('/assets/bank.css', (c) =>
    c.body(bankStyles, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );
  app.get('/assets/:file{bank-page-[0-9a-f]+\\.js}', (c) =>
    c.body(browserFile('bank-page').code, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );

  app.get('/3d_secure_2_test/:account/:threeds2', (c) => {
    const { account, threeds2 } = c.req.param();
    const found = deps.transaction(account, (context) => waiting(context, threeds2));
    const setting = settingOf(c, deps, false);
    if (!found) return answer(c, deps, unknownPage(setting), { status: 404 });
    if (quirksOf(c).nestedChallenge) {
      return answer(c, deps, nestingPage(framedAddress(c), setting));
    }
    const page = found.status === 'pending' ? questionPage : answeredPage;
    return answer(c, deps, page(found, setting));
  });

  app.post('/3d_secure_2_test/:account/:threeds2', async (c) => {
    const { account, threeds2 } = c.req.param();
    const setting = settingOf(c, deps, false);
    const outcome = await readOutcome(c, deps);
    if (!outcome) return answer(c, deps, unknownPage(setting), { status: 400 });
    const answered = deps.transaction(account, (context) =>
      waiting(context, threeds2) ? answerChallenge(context, threeds2, outcome) : undefined,
    );
    if (!answered) return answer(c, deps, unknownPage(setting), { status: 404 });
    return answer(c, deps, answeredPage(answered, setting));
  });

  app.get('/redirect/authenticate/:source', (c) => {
    const setting = settingOf(c, deps, true);
    const found = deps.transaction(accountOf(c), (context) => redirected(context, c));
    if (!found) return answer(c, deps, unknownPage(setting), { status: 404 });
    if (found.challenge.status !== 'pending') return c.redirect(found.back, 303);
    return answer(c, deps, questionPage(found.challenge, setting), { back: found.back });
  });

  app.post('/redirect/authenticate/:source', async (c) => {
    const setting = settingOf(c, deps, true);
    const outcome = await readOutcome(c, deps);
    if (!outcome) return answer(c, deps, unknownPage(setting), { status: 400 });
    const back = deps.transaction(accountOf(c), (context) => {
      if (!redirected(context, c)) return undefined;
      answerChallenge(context, c.req.param('source'), outcome);
      return redirected(context, c)?.back;
    });
    if (!back) return answer(c, deps, unknownPage(setting), { status: 404 });
    return c.redirect(back, 303);
  });

  app.get('/receipts/payment/:account/:charge/:seal', (c) => {
    const { account, charge, seal } = c.req.param();
    const setting = settingOf(c, deps, true);
    const found = receiptMatches(account, charge, seal)
      ? deps.transaction(account, (context) => receiptOf(context, charge))
      : undefined;
    if (!found) return answer(c, deps, noReceiptPage(setting), { status: 404 });
    return answer(c, deps, receiptPage(found, setting));
  });

  return app;
}

/** The same page again, as the one in the nesting page's frame. */
function framedAddress(c: RequestContext): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('acs', 'framed');
  return `${pathname}?${searchParams}`;
}

/** A challenge the bank still knows of: answered, or not yet too old to be. */
function waiting(context: Context, id: string): Challenge | undefined {
  const challenge = findChallenge(context, id);
  return challenge && !challengeExpired(context, challenge) ? challenge : undefined;
}

/** A challenge with a way back, if the caller knows its secret. */
function redirected(
  context: Context,
  c: RequestContext,
): { challenge: Challenge; back: string } | undefined {
  const challenge = waiting(context, c.req.param('source') ?? '');
  if (!challenge?.returnUrl || challenge.clientSecret !== c.req.query('client_secret')) {
    return undefined;
  }
  return { challenge, back: returnAddress(context, challenge, challenge.returnUrl) };
}

/** `return_url` with the three parameters Stripe appends (docs.stripe.com/js/setup_intents). */
function returnAddress(context: Context, challenge: Challenge, returnUrl: string): string {
  const kind = challenge.intent.startsWith('seti_') ? 'setup_intent' : 'payment_intent';
  const intent = context.records.get(kind, challenge.intent)?.object;
  const back = new URL(returnUrl);
  back.searchParams.set(kind, challenge.intent);
  back.searchParams.set(`${kind}_client_secret`, intent?.client_secret ?? '');
  const passed = intent?.status === 'succeeded' || intent?.status === 'requires_capture';
  back.searchParams.set(
    'redirect_status',
    passed ? 'succeeded' : intent?.status === 'processing' ? 'pending' : 'failed',
  );
  return back.href;
}
