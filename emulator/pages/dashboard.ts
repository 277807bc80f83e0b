import { Hono, type Context } from 'hono';
import { browserFile } from '../elements/serve/browser-files';
import { accountPage } from './account';
import { actionsApp } from './actions';
import { controlPage, resetPage, type ClockState } from './control';
import { eventsPage } from './events';
import { faultsPage } from './faults';
import { guard } from './guard';
import { html, type Content } from './html';
import { layout, type Page } from './layout';
import { notices } from './notices';
import { objectPage } from './object';
import { objectsPage } from './objects';
import { overview } from './overview';
import { paths } from './paths';
import { Reading, type DashboardParts } from './reading';
import { requestsPage } from './requests';
import { styles, stylesHash } from './styles';

/**
 * The dashboard at the root of the API's origin: server-rendered pages on what the emulator holds
 * and did. They only read; what changes anything is a form that calls the control API.
 */
export function dashboardApp(parts: DashboardParts): Hono {
  const app = new Hono();
  const reading = new Reading(parts);
  const { engine } = parts;

  app.onError((error, c) => {
    console.error('The dashboard failed:', error);
    return c.text('The dashboard failed; the reason is in the emulator’s output.', 500);
  });
  app.use('/', guard);
  app.use('/dashboard/*', guard);
  app.route('/dashboard', actionsApp(parts));

  app.get('/', (c) => {
    const { urls, store } = engine;
    const { objects, journalBytes } = store;
    const health = { version: parts.version, urls, objects, journalBytes };
    return page(c, { title: 'Overview', tab: 'Overview', content: overview(reading, health) });
  });
  app.get('/dashboard', (c) => c.redirect('/', 303));
  app.get(paths.requests, (c) =>
    page(c, {
      title: 'Requests',
      tab: 'Requests',
      wide: true,
      content: requestsPage(reading, c.req.query()),
    }),
  );
  app.get(paths.events, (c) =>
    page(c, {
      title: 'Events',
      tab: 'Events',
      wide: true,
      content: eventsPage(reading, c.req.query()),
    }),
  );
  app.get(paths.faults, (c) =>
    page(c, { title: 'Faults', tab: 'Faults', content: faultsPage(parts.faults.all()) }),
  );
  app.get(paths.control, async (c) => {
    const clock = (await (await parts.control.request('/clock')).json()) as ClockState;
    const content = controlPage(reading, clock, engine.settings);
    return page(c, { title: 'Control', tab: 'Control', content });
  });
  app.get('/dashboard/reset', (c) =>
    page(c, {
      title: 'Reset',
      tab: 'Control',
      content: resetPage(c.req.query('namespace') || undefined, engine.store.objects),
    }),
  );
  app.get(paths.find, (c) => {
    const id = (c.req.query('id') ?? '').trim();
    if (reading.party(id)) return c.redirect(paths.account(id), 303);
    if (reading.requests().some((request) => request.id === id)) {
      return c.redirect(paths.request(id), 303);
    }
    const found = reading.locate(id, reading.everywhere());
    if (found) return c.redirect(paths.object(found), 303);
    return unknown(c, 'Nothing here has that id.');
  });
  app.get('/dashboard/accounts/:account', (c) => {
    const party = reading.party(c.req.param('account'));
    if (!party) return unknown(c, 'There is no such account here.');
    return page(c, { title: party.name, tab: 'Overview', content: accountPage(reading, party) });
  });
  app.get('/dashboard/accounts/:account/:kind', (c) => {
    const party = reading.party(c.req.param('account'));
    if (!party) return unknown(c, 'There is no such account here.');
    const kind = c.req.param('kind');
    const from = Math.max(Math.trunc(Number(c.req.query('from'))) || 0, 0);
    const content = objectsPage(reading, party, kind, from);
    return page(c, { title: `${kind} of ${party.name}`, tab: 'Overview', content });
  });
  app.get('/dashboard/accounts/:account/:kind/:id', (c) => {
    const { account, kind, id } = c.req.param();
    const party = reading.party(account);
    const found = party && reading.find(account, kind as never, id);
    if (!found) return unknown(c, 'There is no such object here; perhaps it was deleted or reset.');
    return page(c, { title: id, tab: 'Overview', content: objectPage(reading, party, found) });
  });

  app.get(`/dashboard/style-${stylesHash}.css`, (c) =>
    c.body(styles, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/dashboard/:script{live-[a-z0-9]+\\.js}', (c) =>
    c.body(browserFile('dashboard').code, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
    }),
  );
  app.all('/dashboard/*', (c) => unknown(c, 'There is no such page.'));
  return app;
}

function page(c: Context, given: Page): Response {
  const done = c.req.query('done') ?? '';
  const notice = Object.hasOwn(notices, done) ? notices[done as keyof typeof notices] : undefined;
  return c.body(layout({ notice, ...given }), 200, htmlType);
}

const htmlType = { 'Content-Type': 'text/html; charset=utf-8' };

function unknown(c: Context, sentence: string): Response {
  const content: Content = html`<h1>Not found</h1>
    <p>${sentence}</p>
    <p><a href="/">To the overview</a></p>`;
  return c.body(layout({ title: 'Not found', tab: 'Overview', content }), 404, htmlType);
}
