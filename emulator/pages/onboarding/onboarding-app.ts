import { Hono, type Context as RequestContext } from 'hono';
import type Stripe from 'stripe';
import { StripeError, type Context, type PageDependencies } from '../../server/contract';
import { merchant } from '../../resources/merchant';
import {
  completeOnboarding,
  findLink,
  knownOf,
  openLink,
  saveOnboarding,
} from '../../resources/onboarding';
import { accepted, begun, filledUp, knownAnswers, onFile, problemsOf, readAnswers } from './form';
import type { Answers, FieldName } from './fields';
import { expressPage, formPage, unknownLinkPage } from './page';
import { onboardingStyles } from './styles';

/**
 * The pages behind AccountLinks and LoginLinks, on the bank's origin in place of connect.stripe.com
 * (docs.stripe.com/connect/hosted-onboarding).
 */
export function onboardingApp(deps: PageDependencies): Hono {
  const app = new Hono();

  app.get('/assets/onboarding.css', (c) =>
    c.body(onboardingStyles, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );

  app.get('/setup/:kind/:account/:link', (c) => {
    const { kind, account, link: id } = c.req.param();
    // What only looks at a link (a preview, a health check) does not use it up.
    if (c.req.method === 'HEAD') return c.body(null, 200);
    const opened = deps.transaction(account, (context) => {
      const link = findLink(context, id);
      return link && { link, visit: openLink(context, link) };
    });
    if (!opened) return answer(c, unknownLinkPage(), { status: 404 });
    const { link, visit } = opened;
    return c.redirect(visit ? `/setup/${kind}/${account}/${id}/${visit}` : link.refreshUrl, 303);
  });

  app.get('/setup/:kind/:account/:link/:visit', (c) => show(c, deps));
  app.post('/setup/:kind/:account/:link/:visit', async (c) => take(c, deps));

  app.get('/express/:account/:link', (c) => {
    const { account, link } = c.req.param();
    if (c.req.method === 'HEAD') return c.body(null, 200);
    const html = deps.transaction(account, (context) => {
      if (!context.records.get('login_link', link)) return undefined;
      context.records.remove('login_link', link);
      return expressPage(merchant(context));
    });
    return html ? answer(c, html) : answer(c, unknownLinkPage(), { status: 404 });
  });

  return app;
}

/** The visit that the address names, with what is known of its account. */
function visited(c: RequestContext, deps: PageDependencies) {
  const { account = '', link: id = '', visit } = c.req.param() as Record<string, string>;
  return deps.transaction(account, (context) => {
    const link = findLink(context, id);
    if (!link || link.visit !== visit) return undefined;
    const known = knownOf(context);
    return { link, ...known, filed: onFile(known.account, known.person) };
  });
}

type Visit = NonNullable<ReturnType<typeof visited>>;

function show(c: RequestContext, deps: PageDependencies): Response | Promise<Response> {
  const visit = visited(c, deps);
  if (!visit) return answer(c, unknownLinkPage(), { status: 404 });
  if (visit.link.done) return c.redirect(visit.link.returnUrl, 303);
  return form(c, visit, knownAnswers(visit.account, visit.person));
}

async function take(c: RequestContext, deps: PageDependencies): Promise<Response> {
  const origin = c.req.header('Origin');
  const visit = visited(c, deps);
  if (!visit || (origin !== undefined && origin !== deps.urls().bank)) {
    return answer(c, unknownLinkPage(), { status: 404 });
  }
  const { link, account, filed } = visit;
  if (link.done) return c.redirect(link.returnUrl, 303);
  const sent = await c.req.parseBody();
  const answers = readAnswers(sent);
  if (sent.action === 'test-data') return form(c, visit, filledUp(answers, account, filed));
  const problems = problemsOf(answers, account, filed);
  if (sent.action === 'later') {
    const kept = begun(answers, problems);
    const refusal = kept && attempt(deps, account, (context) => saveOnboarding(context, kept));
    return refusal ? form(c, visit, answers, refusal) : c.redirect(link.returnUrl, 303);
  }
  if (problems.size > 0) return form(c, visit, answers, problems);
  const refusal = attempt(deps, account, (context) => {
    completeOnboarding(context, link, accepted(answers));
  });
  if (refusal) return form(c, visit, answers, refusal);
  return c.redirect(link.returnUrl, 303);
}

/** What the API would refuse in the answers is said at its field; undefined when all was taken. */
function attempt(
  deps: PageDependencies,
  account: Stripe.Account,
  take: (context: Context) => void,
): Map<FieldName, string> | undefined {
  try {
    deps.transaction(account.id, take);
    return undefined;
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    const name: FieldName = error.body.param?.includes('routing') ? 'routing_number' : 'website';
    return new Map([[name, error.message]]);
  }
}

function form(
  c: RequestContext,
  visit: Visit,
  answers: Answers,
  problems: ReadonlyMap<FieldName, string> = new Map(),
): Response | Promise<Response> {
  const { account, filed, link, platform } = visit;
  const html = formPage({
    account,
    platform,
    updating: link.purpose === 'account_update',
    answers,
    known: filed,
    problems,
  });
  return answer(c, html, { back: link.returnUrl, ...(problems.size > 0 ? { status: 422 } : {}) });
}

function answer(
  c: RequestContext,
  html: string,
  options: { status?: 404 | 422; back?: string } = {},
): Response | Promise<Response> {
  // Browsers hold a form's redirect to `form-action` too, so the way back is named there.
  const back = options.back ? ` ${new URL(options.back).origin}` : '';
  return c.html(html, options.status ?? 200, {
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self' data:",
      "base-uri 'none'",
      `form-action 'self'${back}`,
      "frame-ancestors 'none'",
    ].join('; '),
    'Cache-Control': 'no-store',
    // The address holds the visit's secret; without any referrer the form would name no origin.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
}
