import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { priceOf } from '../model/price';
import { everyText, freeText, planConsent, planText, recurringText } from '../model/plan';
import { chooseLanguage } from './choose-language';
import { countryName, formatDay, formatList } from './formats';
import { wordsIn } from './texts';
import { wordsOf } from './words';

const monthly = { interval: 'month', intervalCount: 1 } as const;
const quarterly = { interval: 'month', intervalCount: 3 } as const;

describe('words', () => {
  it('say how often something is paid, as each language does', () => {
    expect(everyText(monthly, wordsIn('en', 'plan'))).toBe('every month');
    expect(everyText(quarterly, wordsIn('en', 'plan'))).toBe('every 3 months');
    expect(everyText(quarterly, wordsIn('fr', 'plan'))).toBe('tous les 3 mois');
    expect(everyText(monthly, wordsIn('ja', 'plan'))).toBe('毎月');
    expect(everyText({ interval: 'week', intervalCount: 2 }, wordsIn('ar', 'plan'))).toBe(
      'كل أسبوعين',
    );
  });

  it('count in Arabic with its own forms', () => {
    const t = wordsIn('ar', 'plan');
    expect([1, 2, 7, 14, 100].map((days) => freeText(days, t))).toEqual([
      'يوم واحد مجانًا',
      'يومان مجانًا',
      '7 أيام مجانًا',
      '14 يومًا مجانًا',
      '100 يوم مجانًا',
    ]);
  });

  it('put a price where their language puts it', () => {
    const plan = { every: everyText(monthly, wordsIn('ja', 'plan')), trialDays: 14 };
    const price = priceOf({ amount: 1200, currency: 'jpy' }, 'ja');
    expect(planText(price, plan, wordsIn('ja', 'plan'))).toBe('14日間無料、以後毎月￥1,200');
    const t = wordsIn('fr', 'plan');
    const every = everyText(monthly, t);
    const euros = priceOf({ amount: 1800, currency: 'eur' }, 'fr');
    expect(planConsent('Atelier', 'Savon', euros, { every, trialDays: 0 }, new Date(0), t)).toBe(
      'Atelier vous prélève 18,00\u00a0€ par mois pour Savon, dès maintenant.',
    );
    expect(recurringText([{ price: euros, every }], t)).toBe('18,00\u00a0€ par mois');
  });

  it('draw what stands between tags', () => {
    const t = wordsOf<'plan'>('en', { linked: ['See ', ['a', 'the terms'], '.'] });
    const rich = t.rich as (key: string, values: object) => React.ReactNode;
    const drawn = rich('linked', { a: (chunks: React.ReactNode) => <a href="/terms">{chunks}</a> });
    expect(renderToStaticMarkup(<p>{drawn}</p>)).toBe('<p>See <a href="/terms">the terms</a>.</p>');
  });

  it('do not compile with a text or an argument that is not there', () => {
    const t = wordsIn('en', 'plan');
    // @ts-expect-error there is no such text
    expect(() => t('nothing')).toThrow();
    // @ts-expect-error it wants to know how many days
    expect(() => t('free')).toThrow('days');
  });

  it('do not stay silent about a text that is not there', () => {
    expect(() => wordsOf<'plan'>('fr', {})('charged', { price: '', every: '' })).toThrow('charged');
  });
});

describe('the language of a request', () => {
  it.each([
    [null, null, 'en'],
    [null, 'fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    [null, 'de-DE,de;q=0.9,ja;q=0.4', 'ja'],
    [null, 'ar-EG', 'ar'],
    [null, 'nl', 'en'],
    [null, 'not a header;;;', 'en'],
    ['ja', 'fr', 'ja'],
    ['klingon', 'fr', 'fr'],
  ])('with %s chosen and %s preferred is %s', (chosen, preferred, language) => {
    expect(chooseLanguage(chosen, preferred)).toBe(language);
  });
});

it('formats are those of the language', () => {
  expect(formatDay('2026-11-12T23:30:00Z', 'en')).toBe('12 November 2026');
  expect(formatDay('2026-11-12T23:30:00Z', 'ja')).toBe('2026年11月12日');
  expect(formatDay('2026-11-12T23:30:00Z', 'ar', 'medium')).toMatch(/12.*2026/);
  expect(formatList(['a', 'b'], 'fr')).toBe('a et b');
  expect(countryName('JP', 'fr')).toBe('Japon');
  // Set apart, so that its signs stay in their order among Arabic words.
  const { text } = priceOf({ amount: 1234, currency: 'usd' }, 'ar');
  expect(text).toMatch(/^\u206612\.34\sUS\$\u2069$/);
});
