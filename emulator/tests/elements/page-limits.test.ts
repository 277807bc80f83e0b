import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { fillCard, mountPayment, useStage } from './stage';

const stage = useStage();

interface Reply {
  kind: string;
  payload?: Record<string, unknown>;
  message?: string;
}

/** Says to the frame what Stripe.js would, without Stripe.js: a page can. */
function askFrame(page: Page, name: string, payload: object): Promise<Reply> {
  return page.evaluate(
    ({ name: asked, payload: given }) =>
      new Promise<Reply>((resolve, reject) => {
        const title = 'iframe[title="Secure payment input frame"]';
        const frame = document.querySelector<HTMLIFrameElement>(title);
        if (!frame?.contentWindow) {
          reject(new Error('There is no frame.'));
          return;
        }
        const { hash, origin } = new URL(frame.src);
        const channel = new URLSearchParams(hash.slice(1)).get('controllerId');
        window.addEventListener('message', ({ data }: MessageEvent<Reply & { id?: number }>) => {
          if (data.id === 4711) resolve(data);
        });
        const message = { kind: 'request', channel, id: 4711, name: asked, payload: given };
        frame.contentWindow.postMessage(message, origin);
      }),
    { name, payload },
  );
}

it('a page has the frame create what Stripe.js creates, and nothing else', async () => {
  const page = await stage.open();
  const elements = { mode: 'payment', amount: 2500, currency: 'usd' };
  const frame = await mountPayment(page, { elements });
  await fillCard(frame, '4242424242424242');
  const before = await stage.stripe.customers.list();
  for (const path of ['/v1/customers', '/v1/payment_intents', '/v1/payment_methods/../customers']) {
    const reply = await askFrame(page, 'create', { path, params: { email: 'j@example.com' } });
    expect(reply).toMatchObject({
      kind: 'failure',
      message: `Stripe.js does not call POST ${path}.`,
    });
  }
  expect(await stage.stripe.customers.list()).toEqual(before);
  const made = await askFrame(page, 'create', { path: '/v1/payment_methods', params: {} });
  expect(made).toMatchObject({ kind: 'answer', payload: { object: { card: { last4: '4242' } } } });
});
