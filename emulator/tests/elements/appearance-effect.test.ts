import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { publicClasses } from '../../elements/appearance/rules';
import { resolveVariables } from '../../elements/appearance/variables';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The source of the frames that an appearance dresses. */
const source = ['payment-frame', 'address-frame', 'link-frame', 'form-frame']
  .map((folder) => join(root, 'elements', folder))
  .flatMap((folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')))
  .join('\n');

/** What the README says of the names that change nothing. */
const limits = readFileSync(join(root, 'README.md'), 'utf8').split('\n');
const told = limits.find((line) => line.startsWith('- An appearance may have every')) ?? '';
const toldNames = [...told.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

describe('the names of an appearance that change nothing', () => {
  it('are in the README: variables no sheet comes to', () => {
    const { properties } = resolveVariables({});
    const reached = new Set<string>();
    const follow = (css: string): void => {
      for (const [, name = ''] of css.matchAll(/var\((--\w+)/g)) {
        if (reached.has(name)) continue;
        reached.add(name);
        follow(properties.get(name) ?? '');
      }
    };
    follow(source);
    const idle = [...properties.keys()].filter((name) => !reached.has(name));
    expect(toldNames.filter((name) => !name.startsWith('.'))).toEqual(
      idle.map((name) => name.slice(2)).sort(),
    );
  });

  it('are in the README: classes on no element', () => {
    // An element's classes stand on one line, most of them beside a private one.
    const markup = source.split('\n').filter((line) => /\bclass(Name)?:|['`]p-/.test(line));
    const given = new Set(markup.flatMap((line) => line.split(/[^\w-]|--/)));
    const idle = [...publicClasses].filter((name) => !given.has(name));
    expect(toldNames.filter((name) => name.startsWith('.'))).toEqual(
      idle.map((name) => `.${name}`).sort(),
    );
  });
});
