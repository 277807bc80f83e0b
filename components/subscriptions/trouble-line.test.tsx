import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { englishWords } from '@/lib/language/texts';
import type { SubscriptionRow } from '@/lib/model/subscription-views';
import { TroubleLine } from './trouble-line';

const t = englishWords('subscriptions');
const row = (id: string, name: string) =>
  ({ id, name, seller: { name: 'Kilim & Co' }, stateText: 'Past due' }) as SubscriptionRow;
const html = (...rows: SubscriptionRow[]) =>
  renderToStaticMarkup(<TroubleLine troubled={rows} t={t} />);

it('says nothing where nothing waits', () => {
  expect(html()).toBe('');
});

it('leads to the one that waits, and to the list where several do', () => {
  const one = html(row('sub_1', 'Coffee'));
  expect(one).toContain('href="/subscriptions/sub_1"');
  expect(one).toContain('Coffee, Kilim &amp; Co: Past due');
  const two = html(row('sub_1', 'Coffee'), row('sub_2', 'Soap'));
  expect(two).toContain('href="/subscriptions"');
  expect(two).toContain('2 subscriptions need you');
});
