import { expect, test } from 'vitest';
import type { SequenceStep } from '../model/sequence';
import { exportHtml } from './export-html';
import { exportJson } from './export-json';
import { fileForm } from './requests';

const asked: SequenceStep = {
  id: 'browser:0:1',
  kind: 'browser',
  from: 'browser',
  to: 'souk',
  label: 'POST /api/checkout',
  status: 201,
  startedAt: '2026-01-01T00:00:00.000Z',
  ms: 31,
};
const confirmed: SequenceStep = {
  ...asked,
  id: 'browser:1:2',
  to: 'acct_1',
  label: 'stripe.confirmSetup()',
  status: null,
  said: { good: false, words: 'card declined' },
  note: 'seti_1',
  startedAt: '2026-01-01T00:00:02.000Z',
};
const nothing = { calls: [], deliveries: [] };
const filesOf = (browser: readonly SequenceStep[]) => ({
  html: exportHtml('/cart', nothing, 'https://x', browser),
  json: exportJson('/cart', nothing, browser),
});

test('what the browser did stands in the files as in the drawer, with its own lane', () => {
  const { html, json } = filesOf([confirmed, asked]);
  expect(html).toContain('<span>Browser</span><span>Souk</span><span>acct_1</span>');
  expect(html).toContain('0 calls, 0 delivered events, 2 steps of the browser, from 2026-01-01');
  expect(html).toMatch(/class="step browser right".*POST \/api\/checkout.*201, 31 ms/);
  expect(html).toMatch(/class="step browser bad right".*card declined, 31 ms, seti_1/);
  expect(html).not.toContain('<details');
  const { steps } = JSON.parse(json) as { steps: SequenceStep[] };
  expect(steps).toEqual([asked, confirmed]);
});

// Put together here so that nothing in the repository looks like a secret.
const secrets = [
  ['sk', 'test', 'CANARYcanaryCANARY'].join('_'),
  ['seti_1', 'secret', 'CANARYcanary'].join('_'),
  ['whsec', 'CANARY'].join('_'),
  ['4242', '4242', '4242', '4242'].join(' '),
];

test.each(secrets)('a browser that brings a secret gets it back in no file: %#', (secret) => {
  const said = { good: false, words: `no: ${secret}` };
  const told = { ...confirmed, label: `x ${secret}`, said, note: secret, id: secret };
  for (const file of Object.values(filesOf([told]))) {
    expect(file).not.toMatch(/CANARY|canary|4242 4242/);
    expect(file).toContain('[hidden]');
  }
});

test('markup that a browser brings is text', () => {
  const { html } = filesOf([{ ...asked, label: '<img src=x onerror=alert(1)>' }]);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x');
});

test('the form takes what a browser can have done, and nothing else', () => {
  const take = (browser: unknown, more: object = {}) =>
    fileForm.safeParse({ page: '/cart', as: 'json', browser: JSON.stringify(browser), ...more });
  expect(take([asked, confirmed])).toMatchObject({ success: true });
  expect(take([asked, confirmed]).data?.browser).toEqual([asked, confirmed]);
  expect(fileForm.safeParse({ page: '/cart', as: 'html' }).success).toBe(true);
  for (const refused of [
    take('x'),
    take([{ ...asked, kind: 'call' }]),
    take([{ ...asked, from: 'platform' }]),
    take([{ ...asked, to: 'acct_1;color:red' }]),
    take([{ ...asked, startedAt: 'yesterday' }]),
    take([{ ...asked, label: 'x\u0000' }]),
    take([{ ...asked, href: 'javascript:alert(1)' }]),
    take(Array.from({ length: 201 }, () => asked)),
    take([], { as: 'exe' }),
    take([], { page: 'https://evil.example' }),
    take([], { buyerId: 'usr_1' }),
    fileForm.safeParse({ page: '/cart', as: 'json', browser: '{' }),
  ]) {
    expect(refused.success).toBe(false);
  }
});
