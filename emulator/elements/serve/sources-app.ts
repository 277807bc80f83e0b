import { Hono, type Context as RequestContext } from 'hono';
import { merchantName } from '../../resources/merchant';
import { answerAtPage, sourceAtPage } from '../../resources/source-page';
import type { PageDependencies } from '../../server/contract';
import { sourceAnsweredPage, sourcePage, unknownSourcePage } from '../bank/source-page';
import { accountOf, answer, readOutcome, settingOf } from './bank-answer';

/**
 * Where the owner of a Source is sent to agree or decline, and from there back to the merchant
 * (docs.stripe.com/sources#flow-for-customer-action). Whoever has the address and the secret in it may
 * answer, once.
 */
export function sourcesApp(deps: PageDependencies): Hono {
  const app = new Hono();
  const path = '/redirect/sources/:source';
  const asked = (c: RequestContext) => ({
    id: c.req.param('source') ?? '',
    secret: c.req.query('client_secret') ?? '',
  });

  app.get(path, (c) => {
    const setting = settingOf(c, deps, true);
    const found = deps.transaction(accountOf(c), (context) => {
      const place = sourceAtPage(context, asked(c));
      return place && { ...place, merchant: merchantName(context) };
    });
    if (!found) return answer(c, deps, unknownSourcePage(setting), { status: 404 });
    const { source, back, merchant } = found;
    if (source.status === 'pending') {
      const html = sourcePage(source, merchant, setting);
      return answer(c, deps, html, back === null ? {} : { back });
    }
    return back === null
      ? answer(c, deps, sourceAnsweredPage(source, setting))
      : c.redirect(back, 303);
  });

  app.post(path, async (c) => {
    const setting = settingOf(c, deps, true);
    const outcome = await readOutcome(c, deps);
    if (!outcome) return answer(c, deps, unknownSourcePage(setting), { status: 400 });
    const found = deps.transaction(accountOf(c), (context) =>
      answerAtPage(context, asked(c), outcome === 'authenticate'),
    );
    if (!found) return answer(c, deps, unknownSourcePage(setting), { status: 404 });
    return found.back === null
      ? answer(c, deps, sourceAnsweredPage(found.source, setting))
      : c.redirect(found.back, 303);
  });
  return app;
}
