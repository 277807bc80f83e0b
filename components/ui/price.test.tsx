import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { languages, type Language } from '@/lib/language/languages';
import { priceOf } from '@/lib/model/price';
import { Price } from './price';

const served = (currency: string, language: Language) => {
  const price = priceOf({ amount: 4_200, currency }, language);
  return renderToStaticMarkup(<Price price={price} withCode />).replace(/<[^>]*>/g, '');
};

test('the code stands beside a sign that does not say whose it is', () => {
  expect(served('usd', 'en')).toBe('$42.00USD');
  expect(served('eur', 'en')).toBe('€42.00EUR');
  expect(served('jpy', 'ja')).toMatch(/^[¥￥]4,200JPY$/);
});

test.each(languages)('no currency is told twice: %s', (language) => {
  for (const currency of ['usd', 'eur', 'jpy', 'gbp', 'cad', 'aud', 'sek']) {
    const text = served(currency, language);
    expect(text.match(/\p{L}+/gu) ?? [], text).toHaveLength(/\d\D*€/.test(text) ? 0 : 1);
  }
});
