import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ShutEndpoints } from './shut-endpoints';

const connect = { path: '/api/webhooks/connect', variable: 'STRIPE_WEBHOOK_SECRET_CONNECT' };
const platform = { path: '/api/webhooks/platform', variable: 'STRIPE_WEBHOOK_SECRET_PLATFORM' };

it('names each endpoint that is shut, and what would open it', () => {
  const one = renderToStaticMarkup(<ShutEndpoints endpoints={[connect]} />);
  expect(one).toContain('An endpoint has no signing secret');
  expect(one).toContain(connect.path);
  expect(one).toContain(connect.variable);
  expect(one).not.toContain(platform.variable);
  const both = renderToStaticMarkup(<ShutEndpoints endpoints={[platform, connect]} />);
  expect(both).toContain('No endpoint has a signing secret');
  expect(both).toContain(platform.variable);
});

it('says nothing where both are open', () => {
  expect(renderToStaticMarkup(<ShutEndpoints endpoints={[]} />)).toBe('');
});
