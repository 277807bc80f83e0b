import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { NoActs } from './acts-list';

test('a filter that finds nothing is not told that nothing was ever done', () => {
  expect(renderToStaticMarkup(<NoActs isNarrowed />)).toContain('None of these');
  expect(renderToStaticMarkup(<NoActs isNarrowed={false} />)).toContain('Nothing so far');
});
