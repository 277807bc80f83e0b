import { Hono, type Context } from 'hono';
import { presets, planOf } from './faults';
import { html } from './html';
import { layout } from './layout';
import type { NoticeName } from './notices';
import { paths } from './paths';
import type { DashboardParts } from './reading';
import { namespaceOf } from '../server/ids';

type Tab = Parameters<typeof layout>[0]['tab'];

/**
 * The dashboard's buttons. Each calls the control API, in this process, as a program would over
 * HTTP; then the browser is sent back to where the button was.
 */
export function actionsApp({ control }: Pick<DashboardParts, 'control'>): Hono {
  const app = new Hono();

  const call = async (method: string, path: string, body?: object): Promise<string | undefined> => {
    const response = await control.request(path, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (response.ok) return undefined;
    const { error } = (await response.json()) as { error?: { message?: string } };
    return error?.message ?? `The control API answered ${response.status}.`;
  };

  app.post('/faults', async (c) => {
    const problem = await call('POST', '/faults', planOf(await c.req.parseBody()));
    return after(c, problem, 'Faults', paths.faults, 'set');
  });
  app.post('/faults/preset', async (c) => {
    const preset = presets[Number((await c.req.parseBody()).preset)];
    const problem = preset
      ? await call('POST', '/faults', preset.plan)
      : 'There is no such preset.';
    return after(c, problem, 'Faults', paths.faults, 'set');
  });
  app.post('/faults/clear', async (c) => {
    const { id } = await c.req.parseBody();
    const one = typeof id === 'string' ? `/${encodeURIComponent(id)}` : '';
    const problem = await call('DELETE', `/faults${one}`);
    return after(c, problem, 'Faults', paths.faults, one ? 'cleared' : 'all-cleared');
  });
  app.post('/resend', async (c) => {
    const { delivery, back } = await c.req.parseBody();
    const problem = await call(
      'POST',
      `/deliveries/${encodeURIComponent(String(delivery))}/resend`,
    );
    const own = typeof back === 'string' && back.startsWith(`${paths.events}?`);
    return after(c, problem, 'Events', own ? back : paths.events, 'resent');
  });
  app.post('/seed', async (c) => {
    const platform = String((await c.req.parseBody()).platform);
    const namespace = namespaceOf(platform);
    const problem = namespace
      ? await call('POST', '/seed', { namespace, accounts: [{}] })
      : 'The namespace of this platform is not known until one of its keys is used.';
    return after(c, problem, 'Overview', paths.overview, 'seeded');
  });
  app.post('/clock', async (c) => {
    const seconds = Number((await c.req.parseBody()).advance_seconds);
    const problem = await call('POST', '/clock', { advance_seconds: seconds });
    return after(c, problem, 'Control', paths.control, 'moved');
  });
  app.post('/reset', async (c) => {
    const { namespace } = await c.req.parseBody();
    const problem = await call('POST', '/reset', namespace === undefined ? {} : { namespace });
    return after(c, problem, 'Control', paths.overview, 'reset');
  });
  return app;
}

/** Back to a page of the dashboard with a word on what was done, or why it was not. */
function after(
  c: Context,
  problem: string | undefined,
  tab: Tab,
  back: string,
  done: NoticeName,
): Response {
  if (problem === undefined) {
    const address = new URL(back, 'http://here');
    address.searchParams.set('done', done);
    return c.redirect(`${address.pathname}${address.search}`, 303);
  }
  const content = html`<h1>That did not work</h1>
    <p><a href="${back}">Back</a></p>`;
  return c.body(layout({ title: 'Not done', tab, content, notice: problem, failed: true }), 400, {
    'Content-Type': 'text/html; charset=utf-8',
  });
}
